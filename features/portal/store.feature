Feature: The electronic data store
  A paper that an agency issued once need not be handed in again: officers and citizens find it in the store (services §1.8).

  Background:
    Given Quảng Ninh province joins the portal
    And citizen "An" has an account on the portal
    And the data store holds the paper "KQ.1.900001" of citizen "An"

  @PO-STOR-01 @PO-STOR-02
  Scenario: An officer finds a citizen's paper and its file
    When Quảng Ninh province asks the portal for "TraCuuGiayToKhoDuLieu" with
      | field                    | value       |
      | SoDinhDanhChuSoHuu       | [number An] |
      | KenhThucHien             | 1           |
      | SoDinhDanhNguoiYeuCau    | 000190000099 |
      | MaThuTuc                 | 1.900001    |
    Then the page shows
      | field                                                  | value            |
      | errorCode                                              | 0                |
      | result/DanhSachGiayToKetQua/0/MaKetQua                 | KQ.1.900001      |
      | result/DanhSachGiayToKetQua/0/TenGiayTo                | Giấy phép lái xe |
      | result/DanhSachGiayToKetQua/0/DanhSachTepDinhKem/0/DuongDan | /kho/[number An]/KQ.1.900001.pdf |
    When Quảng Ninh province asks the portal for "TaiTepTinKhoDuLieu" with
      | field         | value                            |
      | CoQuanChuQuan | 000.00.00.G04                    |
      | DuongDan      | /kho/[number An]/KQ.1.900001.pdf |
    Then the page shows
      | field  | value                    |
      | result | JVBERi0xLjcgc3ludGhldGlj |

  @PO-STOR-03
  Scenario: A citizen finds his own papers only
    When Quảng Ninh province asks the portal for "TraCuuGiayToKhoDuLieu" with
      | field                 | value        |
      | SoDinhDanhChuSoHuu    | [number An]  |
      | KenhThucHien          | 2            |
      | SoDinhDanhNguoiYeuCau | 000190000099 |
      | MaThuTuc              | 1.900001     |
    Then the portal refuses it

  @PO-STOR-01
  Scenario: Papers of another kind are not given
    When Quảng Ninh province asks the portal for "TraCuuGiayToKhoDuLieu" with
      | field                            | value        |
      | SoDinhDanhChuSoHuu               | [number An]  |
      | KenhThucHien                     | 1            |
      | SoDinhDanhNguoiYeuCau            | 000190000099 |
      | MaThuTuc                         | 1.900001     |
      | DanhSachDanhMucKetQua/0/MaKetQua | KQ.khac      |
    Then the page shows
      | field                       | value     |
      | errorCode                   | 0         |
      | result/DanhSachGiayToKetQua | (nothing) |
