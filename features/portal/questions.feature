Feature: Questions and answers
  What people ask on the portal reaches the agency asked, and its answer everybody (services §1.2).

  Background:
    Given Quảng Ninh province joins the portal
    And Phú Thọ province joins the portal
    And citizen "An" has an account on the portal
    And citizen "An" sends to "/portal/questions"
      | field     | value                               |
      | agency    | 000.00.00.H49                       |
      | field     | G04-GT01                            |
      | procedure | 1.900001                            |
      | content   | Lệ phí <script>alert(1)</script> là bao nhiêu? |

  @PO-QA-01
  Scenario: A question is listed for the agency asked, and for nobody else
    When Quảng Ninh province asks the portal for "LayDanhSachHoiDapGuiTuDVCQG"
    Then the result shows
      | field       | value                               |
      | 0/HOIDAPID  | [id]                                |
      | 0/HOVATEN   | [name An]                           |
      | 0/MATTHCDP  | 1.900001                            |
      | 0/TRANGTHAI | 0                                   |
      | 0/NOIDUNG   | Lệ phí <script>alert(1)</script> là bao nhiêu? |
    When Phú Thọ province asks the portal for "LayDanhSachHoiDapGuiTuDVCQG"
    Then the result has 0 rows

  @PO-QA-02
  Scenario: An answer is public and marks the question as answered
    When Quảng Ninh province asks the portal for "DongBoKetQuaHoiDapGuiTuDVCQG" with
      | field         | value        |
      | HOIDAPID      | [id]         |
      | NGUOITRALOI   | Trần Thị B   |
      | NGAYTRALOI    | now          |
      | NOIDUNGTRALOI | 135.000 đồng |
    Then the portal accepts it
    When Quảng Ninh province asks the portal for "LayNoiDungTraLoiTheoCauHoi" with
      | field    | value |
      | cauhoiid | [id]  |
    Then the result shows
      | field           | value        |
      | 0/NOIDUNGTRALOI | 135.000 đồng |
      | 0/TRANGTHAI     | 1            |
    When anybody opens "/portal/questions"
    Then the page shows
      | field              | value        |
      | questions/0/answer | 135.000 đồng |
    And the page does not mention "[name An]"

  @PO-QA-03
  Scenario: Another agency does not answer
    When Phú Thọ province asks the portal for "DongBoKetQuaHoiDapGuiTuDVCQG" with
      | field         | value      |
      | HOIDAPID      | [id]       |
      | NGUOITRALOI   | Trần Thị B |
      | NGAYTRALOI    | now        |
      | NOIDUNGTRALOI | Không biết |
    Then the portal refuses it

  @PO-QA-04
  Scenario: Questions of the agency's own are kept under its ids, each once
    When Quảng Ninh province asks the portal for "DongBoHoiDap" with
      | field     | value          |
      | HOIDAPID  | 77             |
      | MaLinhVuc | G04-GT01       |
      | NOIDUNG   | Hỏi tại địa phương |
      | TENDONVI  | Quảng Ninh     |
    And Quảng Ninh province asks the portal for "DongBoHoiDap" with
      | field     | value              |
      | HOIDAPID  | 77                 |
      | MaLinhVuc | G04-GT01           |
      | NOIDUNG   | Hỏi tại địa phương |
      | TENDONVI  | Quảng Ninh         |
    Then the portal accepts it
    When Quảng Ninh province asks the portal for "LayDanhSachHoiDapBoCoQuan"
    Then the result has 1 rows
    And the result shows
      | field     | value              |
      | 0/NOIDUNG | Hỏi tại địa phương |
