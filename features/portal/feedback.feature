Feature: Feedback and petitions
  Feedback walks from the sender to the agency and, answered, to the public, each act within its time limit (NĐ 20/2008/NĐ-CP Art. 9, 14,
  19; services §6).

  Background:
    Given Quảng Ninh province joins the portal
    And Phú Thọ province joins the portal
    And citizen "An" has an account on the portal
    And citizen "An" sends to "/portal/feedback"
      | field   | value                 |
      | agency  | 000.00.00.H49         |
      | title   | Cán bộ trả lời chậm   |
      | content | Hồ sơ quá hẹn ba ngày |
      | class   | 2                     |

  @PO-FBK-01
  Scenario: Feedback waits for the agency it is for
    When Quảng Ninh province asks the portal for "DanhSachPAKNChoXuLy"
    Then the result shows
      | field     | value                 |
      | 0/PAKNID  | [id]                  |
      | 0/TIEUDE  | Cán bộ trả lời chậm   |
      | 0/NOIDUNG | Hồ sơ quá hẹn ba ngày |
      | 0/HOVATEN | [name An]             |
    When Phú Thọ province asks the portal for "DanhSachPAKNChoXuLy"
    Then the result has 0 rows

  @PO-FBK-02 @PO-FBK-04
  Scenario: Every time limit is shown
    When anybody opens "/portal/feedback/[id]"
    Then the page shows
      | field                | value             |
      | deadlines/refuse     | [2 working days]  |
      | deadlines/supplement | [5 working days]  |
      | deadlines/transfer   | [5 working days]  |
      | deadlines/handle     | [15 working days] |
      | late                 | (nothing)         |

  @PO-FBK-02 @clock
  Scenario: Feedback that nobody answered in time is late
    When 40 days pass
    And anybody opens "/portal/feedback/[id]"
    Then the page shows
      | field | value   |
      | late  | ~handle |

  @PO-FBK-03 @clock
  Scenario: An answer that is not published in two working days is late
    When Quảng Ninh province asks the portal for "XuLyPAKN" with
      | field    | value    |
      | PAKNID   | [id]     |
      | HANHDONG | tiepnhan |
    And Quảng Ninh province asks the portal for "XuLyPAKN" with
      | field    | value             |
      | PAKNID   | [id]              |
      | HANHDONG | traloi            |
      | NOIDUNG  | Đã nhắc nhở cán bộ |
    And anybody opens "/portal/feedback/[id]"
    Then the page shows
      | field             | value            |
      | deadlines/publish | [2 working days] |
      | late              | (nothing)        |
    When 20 days pass
    And anybody opens "/portal/feedback/[id]"
    Then the page shows
      | field | value    |
      | late  | ~publish |

  @PO-FBK-04
  Scenario: Feedback of another agency's competence is handed on to it
    When Quảng Ninh province asks the portal for "XuLyPAKN" with
      | field       | value                 |
      | PAKNID      | [id]                  |
      | HANHDONG    | chuyen                |
      | MADONVINHAN | 000.00.00.H44         |
      | NOIDUNG     | Thuộc tỉnh Phú Thọ    |
    Then the portal accepts it
    When Phú Thọ province asks the portal for "DanhSachPAKNChoXuLy"
    Then the result shows
      | field    | value |
      | 0/PAKNID | [id]  |
    When Quảng Ninh province asks the portal for "DanhSachPAKNChoXuLy"
    Then the result has 0 rows

  @PO-FBK-05
  Scenario: Feedback is not refused without a reason
    When Quảng Ninh province asks the portal for "XuLyPAKN" with
      | field    | value  |
      | PAKNID   | [id]   |
      | HANHDONG | tuchoi |
    Then the portal refuses it
    When anybody opens "/portal/feedback/[id]"
    Then the page shows
      | field | value |
      | state | new   |

  @PO-FBK-06
  Scenario: The answer is published with the question; before, only the sender reads them
    When Quảng Ninh province asks the portal for "XuLyPAKN" with
      | field    | value    |
      | PAKNID   | [id]     |
      | HANHDONG | tiepnhan |
    And Quảng Ninh province asks the portal for "XuLyPAKN" with
      | field    | value              |
      | PAKNID   | [id]               |
      | HANHDONG | traloi             |
      | NOIDUNG  | Đã nhắc nhở cán bộ |
    And anybody opens "/portal/feedback/[id]"
    Then the page does not mention "Đã nhắc nhở cán bộ"
    And the page does not mention "Hồ sơ quá hẹn ba ngày"
    When Quảng Ninh province asks the portal for "XuLyPAKN" with
      | field    | value    |
      | PAKNID   | [id]     |
      | HANHDONG | congkhai |
    And anybody opens "/portal/feedback?agency=000.00.00.H49"
    Then the page shows
      | field              | value                 |
      | feedback/0/content | Hồ sơ quá hẹn ba ngày |
      | feedback/0/reply   | Đã nhắc nhở cán bộ    |
    And the page does not mention "[name An]"

  @PO-FBK-07
  Scenario Outline: Feedback that came by <way> is entered and waits like any other
    When Quảng Ninh province asks the portal for "XuLyPAKN" with
      | field    | value           |
      | HANHDONG | nhap            |
      | HINHTHUC | <way>           |
      | TIEUDE   | Đường hỏng      |
      | NOIDUNG  | Đề nghị sửa chữa |
      | HOVATEN  | Nguyễn Thị C    |
    Then the portal accepts it
    When Quảng Ninh province asks the portal for "DanhSachPAKNChoXuLy"
    Then the result has 2 rows
    And the result shows
      | field     | value            |
      | 1/TIEUDE  | Đường hỏng       |
      | 1/NOIDUNG | Đề nghị sửa chữa |
      | 1/HOVATEN | Nguyễn Thị C     |

    Examples:
      | way      |
      | document |
      | phone    |
      | fax      |
      | email    |

  @PO-FBK-08
  Scenario: The sender adds what was asked, and the feedback waits for the agency again
    When Quảng Ninh province asks the portal for "XuLyPAKN" with
      | field    | value             |
      | PAKNID   | [id]              |
      | HANHDONG | yeucaubosung      |
      | NOIDUNG  | Xin cho biết mã hồ sơ |
    And Quảng Ninh province asks the portal for "DanhSachPAKNChoXuLy"
    Then the result has 0 rows
    When citizen "An" sends to "/portal/feedback/[id]"
      | field      | value           |
      | supplement | Mã hồ sơ là 123 |
    And Quảng Ninh province asks the portal for "DanhSachPAKNChoXuLy"
    Then the result shows
      | field       | value        |
      | 0/TRANGTHAI | supplemented |

  @PO-FBK-09
  Scenario Outline: The act "<act>" is refused where it has no place
    When Quảng Ninh province asks the portal for "XuLyPAKN" with
      | field    | value   |
      | PAKNID   | [id]    |
      | HANHDONG | <act>   |
      | NOIDUNG  | nội dung |
    Then the portal refuses it
    When anybody opens "/portal/feedback/[id]"
    Then the page shows
      | field | value |
      | state | new   |

    Examples:
      | act      |
      | congkhai |
      | traloi   |
      | xoa      |

  @PO-FBK-10
  Scenario: Another agency does not act on it
    When Phú Thọ province asks the portal for "XuLyPAKN" with
      | field    | value    |
      | PAKNID   | [id]     |
      | HANHDONG | tiepnhan |
    Then the portal refuses it
