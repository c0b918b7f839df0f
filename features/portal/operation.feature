Feature: What the portal offers and how it is run
  The portal offers the functions the law lists, says what is online and why the rest is not, and tells people before it stops
  (TT 22/2019/TT-BTTTT Art. 6, TT 32/2017/TT-BTTTT, NĐ 224/2026/NĐ-CP Art. 13, 14).

  Background:
    Given Quảng Ninh province joins the portal
    And citizen "An" has an account on the portal

  @PO-OPER-01 @PO-OPER-02
  Scenario: A planned interruption is announced in time, with the moment it ends
    When the operator announces an interruption in 8 working days
    And anybody opens "/portal/outages"
    Then the page shows
      | field            | value      |
      | outages/0/from   | (anything) |
      | outages/0/to     | (anything) |
      | outages/0/reason | bảo trì    |

  @PO-OPER-01
  Scenario: An interruption in six working days cannot be announced any more
    When the operator announces an interruption in 6 working days
    And anybody opens "/portal/outages"
    Then the page shows
      | field   | value     |
      | outages | (nothing) |

  @PO-OPER-03
  Scenario Outline: The function "<letter>" is offered
    When citizen "An" opens "<page>"
    Then the page answers with HTTP 200

    Examples:
      | letter | page                        |
      | a      | /portal/prefill             |
      | c      | /portal/procedures          |
      | d      | /portal/dossiers            |
      | đ      | /portal/questions           |
      | g      | /portal/guide               |
      | h      | /portal/statistics          |
      | i      | /portal/ratings             |
      | k      | /portal/procedures?q=lái xe |
      | s      | /portal/feedback            |

  @PO-OPER-03
  Scenario: The guide names all nineteen functions
    When anybody opens "/portal/guide"
    Then the page shows
      | field               | value      |
      | functions/0/letter  | a          |
      | functions/18/letter | t          |
      | functions/18/page   | (anything) |

  @PO-OPER-04
  Scenario: The largest file is shown beside the procedure
    When anybody opens "/portal/procedures/1.900001"
    Then the page shows
      | field        | value      |
      | largest_file | (anything) |
      | level        | 4          |

  @PO-OPER-05
  Scenario: Why a procedure is not wholly online is public
    When anybody opens "/portal/procedures/1.000894"
    Then the page shows
      | field        | value      |
      | online       | partial    |
      | why_not_full | (anything) |

  @PO-OPER-06
  Scenario: Procedures are found by words and level
    When anybody opens "/portal/procedures?q=Đổi giấy phép lái xe&online=full"
    Then the page shows
      | field             | value                |
      | procedures/0/code | 1.900001             |
      | procedures/0/name | Đổi giấy phép lái xe |
      | total             | 6842                 |
      | online            | 1039                 |

  @PO-OPER-07
  Scenario: Visits are counted
    When Quảng Ninh province sends dossier "A" as new
    And anybody opens "/portal/dossiers/[A]"
    And anybody opens "/portal/dossiers/[A]"
    And anybody opens "/portal/statistics"
    Then the page shows
      | field  | value |
      | visits | 2     |
