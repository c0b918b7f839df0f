Feature: Steps and what people see of them
  Every step of a dossier is seen on the portal: anybody sees how far it is, its owner everything that is his (TT 22/2019/TT-BTTTT
  Art. 4, TT 01/2018/TT-VPCP Art. 16).

  Background:
    Given Quảng Ninh province joins the portal
    And Phú Thọ province joins the portal
    And citizen "An" has an account on the portal

  @PO-PROG-01 @PO-PRIV-06
  Scenario: The owner sees every step with the status the agency sent
    When Quảng Ninh province synchronises dossier "A" in status 2
    Then citizen "An" sees the status of dossier "A" that its agency sent
    When Quảng Ninh province synchronises dossier "A" in status 4
    Then citizen "An" sees the status of dossier "A" that its agency sent
    When Quảng Ninh province synchronises dossier "A" in status 9
    And citizen "An" opens "/portal/dossiers/[A]"
    Then the page shows
      | field          | value |
      | status         | 9     |
      | steps/0/status | 2     |
      | steps/1/status | 4     |
      | steps/2/status | 9     |

  @PO-PROG-02
  Scenario: A step of a dossier that is not known is refused
    When Quảng Ninh province sends dossier "A" as changed
    And Quảng Ninh province reports step 4 of dossier "A"
    Then the portal refuses it

  @PO-PROG-03
  Scenario: A step that is reported twice is kept once
    When Quảng Ninh province sends dossier "A" as new
    And Quảng Ninh province reports step 4 of dossier "A"
    And Quảng Ninh province reports step 4 of dossier "A"
    Then the portal accepts it
    And the portal counts 1 "steps" of Quảng Ninh province
    And the portal's numbers agree with the recount

  @PO-PROG-04
  Scenario: A step of another agency's dossier is refused
    When Quảng Ninh province sends dossier "A" as new
    And Phú Thọ province reports step 4 of dossier "A"
    Then the portal refuses it
    And the portal counts 0 "steps" of Phú Thọ province

  @PO-PROG-05
  Scenario: A step that has not happened yet is refused
    When Quảng Ninh province sends dossier "A" as new
    And Quảng Ninh province reports step 4 of dossier "A" with
      | field       | value  |
      | ThoiDiemXuLy | now+2d |
    Then the portal refuses it and names "ThoiDiemXuLy"

  @PO-PROG-06
  Scenario: An officer's name of more than fifty characters is refused
    When Quảng Ninh province sends dossier "A" as new
    And Quảng Ninh province reports step 4 of dossier "A" with
      | field    | value     |
      | NguoiXuLy | (long 51) |
    Then the portal refuses it and names "NguoiXuLy"

  @PO-PRIV-01
  Scenario: Who is not logged in sees the code and how far the dossier is, nothing else
    When Quảng Ninh province synchronises dossier "A" in status 4
    And anybody opens "/portal/dossiers/[A]"
    Then the page shows nothing but "code, completion"
    And the page does not mention "[name An]"

  @PO-PRIV-02
  Scenario: Who is logged in sees no more of a dossier that is not his
    Given citizen "Bình" has an account on the portal
    When Quảng Ninh province synchronises dossier "A" in status 4
    And citizen "Bình" opens "/portal/dossiers/[A]"
    Then the page shows nothing but "code, completion"

  @PO-PRIV-03
  Scenario: The owner sees the status down to the department
    When Quảng Ninh province synchronises dossier "A" in status 4
    And citizen "An" opens "/portal/dossiers/[A]"
    Then the page shows
      | field      | value                  |
      | status     | 4                      |
      | unit       | Sở Giao thông vận tải  |
      | department | Phòng Quản lý vận tải  |

  @PO-PRIV-04
  Scenario: The owner sees his papers, his results and his feedback
    Given Quảng Ninh province sends dossier "A" as new with
      | field                                    | value                      |
      | TaiLieuNop/0/TenTepDinhKem               | don.pdf                    |
      | TaiLieuNop/0/DuongDanTaiTepTin           | http://127.0.0.1:9/don.pdf |
      | DanhSachGiayToKetQua/0/TenGiayTo         | Giấy phép lái xe           |
      | DanhSachGiayToKetQua/0/DuongDanTepTinKetQua | http://127.0.0.1:9/kq.pdf |
    When citizen "An" sends to "/portal/feedback"
      | field   | value         |
      | agency  | 000.00.00.H49 |
      | title   | Chậm trả lời  |
      | content | Quá hẹn       |
      | dossier | [A]           |
    And citizen "An" opens "/portal/dossiers/[A]"
    Then the page shows
      | field            | value            |
      | documents/0/name | don.pdf          |
      | results/0/name   | Giấy phép lái xe |
      | feedback/0/title | Chậm trả lời     |

  @PO-PRIV-05
  Scenario: A made-up token opens nothing
    When Quảng Ninh province synchronises dossier "A" in status 4
    And somebody with a made-up token opens "/portal/dossiers/[A]"
    Then the page answers with HTTP 401

  @PO-NOTE-01
  Scenario: The owner is told of a change of status by e-mail and SMS, once
    When Quảng Ninh province synchronises dossier "A" in status 2
    And Quảng Ninh province synchronises dossier "A" in status 4
    And Quảng Ninh province synchronises dossier "A" in status 4
    Then the owner of "[A]" was told "Đang xử lý" by "email" 1 times
    And the owner of "[A]" was told "Đang xử lý" by "sms" 1 times

  @PO-NOTE-02 @PO-NOTE-03
  Scenario: What is missing is told once, whole and with the reason
    When Quảng Ninh province sends dossier "A" as new
    And Quảng Ninh province sends dossier "A" as changed with
      | field                             | value                            |
      | TrangThaiHoSo                     | 5                                |
      | DanhSachHoSoBoSung/0/NoiDungBoSung | Thiếu giấy khám sức khỏe còn hạn |
      | DanhSachHoSoBoSung/0/NgayBoSung   | now                              |
    Then the owner of "[A]" was told "Thiếu giấy khám sức khỏe còn hạn" by "email" 1 times
    And the owner of "[A]" was told "Thiếu giấy khám sức khỏe còn hạn" by "sms" 1 times

  @PO-NOTE-04
  Scenario: A message names the unit, the receipt and the promised day
    When Quảng Ninh province synchronises dossier "A" in status 2
    Then every message about "[A]" says "Sở Giao thông vận tải"
    And every message about "[A]" says "Tiếp nhận: 20"
    And every message about "[A]" says "Hẹn trả: 20"
