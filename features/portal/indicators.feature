Feature: The indicators of Decision 766
  The portal computes the indicators from what was synchronised (services §2.7): no agency reports them itself.

  Background:
    Given Quảng Ninh province joins the portal
    And citizen "An" has an account on the portal

  @PO-IND-01 @PO-IND-11
  Scenario: Dossiers that ended by the promised moment are on time
    When Quảng Ninh province sends dossier "A" as new with
      | field           | value  |
      | TrangThaiHoSo   | 9      |
      | NgayKetThucXuLy | now-5m |
    And Quảng Ninh province sends dossier "B" as new with
      | field           | value   |
      | TrangThaiHoSo   | 10      |
      | NgayHenTra      | now-20m |
      | NgayKetThucXuLy | now-5m  |
    And Quảng Ninh province sends dossier "C" as new with
      | field      | value   |
      | NgayHenTra | now-20m |
    Then indicator "2.1" of Quảng Ninh province is "33.33"

  @PO-IND-02
  Scenario: Who is asked for supplements twice is late
    When Quảng Ninh province sends dossier "A" as new with
      | field                              | value   |
      | TrangThaiHoSo                      | 9       |
      | NgayKetThucXuLy                    | now-5m  |
      | DanhSachHoSoBoSung/0/NoiDungBoSung | Thiếu 1 |
      | DanhSachHoSoBoSung/0/NgayBoSung    | now-20m |
      | DanhSachHoSoBoSung/1/NoiDungBoSung | Thiếu 2 |
      | DanhSachHoSoBoSung/1/NgayBoSung    | now-10m |
    Then indicator "2.1" of Quảng Ninh province is "0"

  @PO-IND-03
  Scenario: The time that the citizen took is not the agency's
    When Quảng Ninh province sends dossier "A" as new with
      | field                                  | value   |
      | TrangThaiHoSo                          | 9       |
      | NgayHenTra                             | now-20m |
      | NgayKetThucXuLy                        | now     |
      | DanhSachHoSoBoSung/0/NoiDungBoSung     | Thiếu 1 |
      | DanhSachHoSoBoSung/0/NgayBoSung        | now-25m |
      | DanhSachHoSoBoSung/0/NgayTiepNhanBoSung | now-5m |
    Then indicator "2.1" of Quảng Ninh province is "100"

  @PO-IND-04
  Scenario: Online is who came online and got an electronic result; a channel left empty is direct
    When Quảng Ninh province sends dossier "A" as new with
      | field                                       | value                     |
      | KenhThucHien                                | 2                         |
      | DanhSachGiayToKetQua/0/TenGiayTo            | Giấy phép lái xe          |
      | DanhSachGiayToKetQua/0/MaGiayToKetQua       | KQ.1                      |
      | DanhSachGiayToKetQua/0/DuongDanTepTinKetQua | http://127.0.0.1:9/kq.pdf |
    And Quảng Ninh province sends dossier "B" as new with
      | field        | value |
      | KenhThucHien | 2     |
    And Quảng Ninh province sends dossier "C" as new with
      | field        | value     |
      | KenhThucHien | (nothing) |
    And Quảng Ninh province sends dossier "D" as new with
      | field        | value |
      | KenhThucHien | 3     |
    Then indicator "3.3" of Quảng Ninh province is "25"

  @PO-IND-05
  Scenario: Paid online counts among dossiers that cost something
    When Quảng Ninh province sends dossier "A" as new with
      | field                  | value  |
      | DanhSachLePhi/0/Gia    | 135000 |
      | DuocThanhToanTrucTuyen | 1      |
    And Quảng Ninh province sends dossier "B" as new with
      | field                  | value  |
      | DanhSachLePhi/0/Gia    | 135000 |
      | DuocThanhToanTrucTuyen | 0      |
    And Quảng Ninh province sends dossier "C" as new with
      | field               | value |
      | DanhSachLePhi/0/Gia | 0     |
    Then indicator "3.6" of Quảng Ninh province is "50"

  @PO-IND-06
  Scenario: Electronic results count among procedures that give a document
    When Quảng Ninh province sends dossier "A" as new with
      | field                                       | value                     |
      | DanhSachGiayToKetQua/0/TenGiayTo            | Giấy phép lái xe          |
      | DanhSachGiayToKetQua/0/DuongDanTepTinKetQua | http://127.0.0.1:9/kq.pdf |
    And Quảng Ninh province sends dossier "B" as new
    Then indicator "4.1" of Quảng Ninh province is "50"

  @PO-IND-07
  Scenario: Digitised, reused and identified dossiers are counted
    When Quảng Ninh province sends dossier "A" as new with
      | field                          | value                      |
      | HoSoCoThanhPhanSoHoa           | 1                          |
      | TaiKhoanDuocXacThucVoiVNeID    | 1                          |
      | TaiLieuNop/0/TenTepDinhKem     | don.pdf                    |
      | TaiLieuNop/0/DuongDanTaiTepTin | http://127.0.0.1:9/don.pdf |
      | TaiLieuNop/0/DuocLayTuKhoDMQG  | 1                          |
    And Quảng Ninh province sends dossier "B" as new
    Then indicator "4.3" of Quảng Ninh province is "50"
    And indicator "4.4" of Quảng Ninh province is "50"
    And indicator "4.5" of Quảng Ninh province is "50"

  @PO-IND-08
  Scenario: What was synchronised is compared with what was received
    Given the national reporting system says that Quảng Ninh province received 4 dossiers
    When Quảng Ninh province sends dossier "A" as new
    Then indicator "1.4" of Quảng Ninh province is "25"

  @PO-IND-09
  Scenario: Disliked answers count against the agency
    When citizen "An" sends to "/portal/feedback"
      | field   | value         |
      | agency  | 000.00.00.H49 |
      | title   | Chậm          |
      | content | Quá hẹn       |
    And Quảng Ninh province asks the portal for "XuLyPAKN" with
      | field    | value    |
      | PAKNID   | [id]     |
      | HANHDONG | tiepnhan |
    And Quảng Ninh province asks the portal for "XuLyPAKN" with
      | field    | value   |
      | PAKNID   | [id]    |
      | HANHDONG | traloi  |
      | NOIDUNG  | Xin lỗi |
    And Quảng Ninh province asks the portal for "XuLyPAKN" with
      | field    | value    |
      | PAKNID   | [id]     |
      | HANHDONG | congkhai |
    Then indicator "5.3" of Quảng Ninh province is "100"
    When citizen "An" sends to "/portal/feedback/[id]"
      | field | value   |
      | likes | (false) |
    Then indicator "5.3" of Quảng Ninh province is "0"
    And indicator "5.2" of Quảng Ninh province is "100"

  @PO-IND-11
  Scenario: Without anything to divide by there is no value
    Then indicator "2.1" of Quảng Ninh province is "none"
    And indicator "3.3" of Quảng Ninh province is "none"
