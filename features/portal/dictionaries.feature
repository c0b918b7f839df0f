Feature: Agencies, fields and procedures
  Everybody works with the same lists: agencies, fields and procedures come from the national database through the portal
  (services §1.2, TT 01/2018/TT-VPCP Art. 16 and 20).

  Background:
    Given Quảng Ninh province joins the portal

  @PO-DICT-01
  Scenario: The agencies have a code and a name, each once
    When Quảng Ninh province asks the portal for "LayDanhMucCoQuan"
    Then the result has at least 40 rows
    And each row has "MADONVI, TENDONVI"

  @PO-DICT-02
  Scenario: The fields have a code and a name, each once
    When Quảng Ninh province asks the portal for "LayDanhMucLinhVuc"
    Then the result has at least 10 rows
    And each row has "MALINHVUC, TENLINHVUC"

  @PO-DICT-03
  Scenario: The procedures have a code and a name, each once
    When Quảng Ninh province asks the portal for "LayDanhSachTTHC"
    Then the result has at least 1000 rows
    And each row has "MATTHC, TENTTHC"

  @PO-DICT-04
  Scenario: A procedure has its seven parts
    When Quảng Ninh province asks the portal for "LayThuTuc" with
      | field  | value    |
      | maTTHC | 1.900001 |
    Then the result shows
      | field                                    | value      |
      | 0/MATTHC                                 | 1.900001   |
      | 0/TENTTHC                                | (anything) |
      | 0/TRINHTUTHUCHIEN/0/TRINHTU/0/TENTRINHTU | (anything) |
      | 0/CACHTHUCTHUCHIEN/0/KENH                | (anything) |
      | 0/THANHPHANHOSO/0/GIAYTO/0/TENGIAYTO     | (anything) |
      | 0/CACHTHUCTHUCHIEN/0/THOIGIAN/0/THOIGIANGIAIQUYET | (anything) |
      | 0/DOITUONGTHUCHIEN/0/TENDOITUONG         | (anything) |
      | 0/COQUANTHUCHIEN/0/MADONVI               | (anything) |

  @PO-DICT-05
  Scenario: A procedure that does not exist is refused with its code
    When Quảng Ninh province asks the portal for "LayThuTuc" with
      | field  | value    |
      | maTTHC | 9.999999 |
    Then the portal refuses it and names "9.999999"

  @PO-DICT-06
  Scenario: A field has one code everywhere
    Given citizen "An" has an account on the portal
    When Quảng Ninh province asks the portal for "LayThuTuc" with
      | field  | value    |
      | maTTHC | 1.900001 |
    Then the result shows
      | field                       | value    |
      | 0/LINHVUCTHUCHIEN/0/MALINHVUC | G04-GT01 |
    When anybody opens "/portal/procedures/1.900001"
    Then the page shows
      | field | value    |
      | field | G04-GT01 |

  @PO-DICT-07
  Scenario: A change in the national database is seen at once
    When procedure "1.900001" is renamed "Đổi, cấp lại giấy phép lái xe" in the national database
    And Quảng Ninh province asks the portal for "LayThuTuc" with
      | field  | value    |
      | maTTHC | 1.900001 |
    Then the result shows
      | field     | value                         |
      | 0/TENTTHC | Đổi, cấp lại giấy phép lái xe |
    When anybody opens "/portal/procedures/1.900001"
    Then the page shows
      | field | value                         |
      | name  | Đổi, cấp lại giấy phép lái xe |

  @PO-DICT-08
  Scenario: The code of a province's variant finds the central procedure
    When Quảng Ninh province asks the portal for "LayThuTuc" with
      | field  | value                  |
      | maTTHC | 1.900001.000.00.00.H49 |
    Then the result shows
      | field    | value    |
      | 0/MATTHC | 1.900001 |

  @PO-DICT-09
  Scenario: A person is found by the identity number
    Given citizen "An" has an account on the portal
    When Quảng Ninh province asks the portal for "TraCuuTechID" with
      | field      | value       |
      | provider   | wso2is      |
      | mstorcmnd  | [number An] |
    Then the result shows
      | field         | value     |
      | 0/TECHNICALID | [tech An] |

  @PO-DICT-09
  Scenario: Nobody is found by a number that nobody has
    When Quảng Ninh province asks the portal for "TraCuuTechID" with
      | field     | value        |
      | provider  | wso2is       |
      | mstorcmnd | 000199999999 |
    Then the result has 0 rows
