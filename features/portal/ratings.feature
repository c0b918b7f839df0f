Feature: Ratings and scores
  People say how content they were, once for each dossier; who said it stays secret, what was said is public (TT 32/2017/TT-BTTTT Art. 12,
  NĐ 61/2018/NĐ-CP Art. 27, 29). Agencies' own scores are public by quarter and year (TT 01/2018/TT-VPCP Art. 15).

  Background:
    Given Quảng Ninh province joins the portal
    And citizen "An" has an account on the portal

  @PO-RATE-01 @PO-RATE-06 @PO-RATE-07
  Scenario Outline: The owner rates "<level>", and the public sees it
    When Quảng Ninh province synchronises dossier "A" in status 10
    And citizen "An" sends to "/portal/ratings"
      | field | value   |
      | code  | [A]     |
      | level | <level> |
    Then the page answers with HTTP 201
    When anybody opens "/portal/ratings"
    Then the page shows
      | field                | value         |
      | agencies/0/agency    | 000.00.00.H49 |
      | agencies/0/ratings   | 1             |
      | agencies/0/<counted> | 1             |

    Examples:
      | level          | counted        |
      | very-satisfied | very_satisfied |
      | satisfied      | satisfied      |
      | not-satisfied  | not_satisfied  |

  @PO-RATE-02
  Scenario: A second rating of a dossier is refused and changes nothing
    When Quảng Ninh province synchronises dossier "A" in status 10
    And citizen "An" sends to "/portal/ratings"
      | field | value     |
      | code  | [A]       |
      | level | satisfied |
    And citizen "An" sends to "/portal/ratings"
      | field | value         |
      | code  | [A]           |
      | level | not-satisfied |
    Then the page answers with HTTP 409
    When anybody opens "/portal/ratings"
    Then the page shows
      | field                    | value |
      | agencies/0/ratings       | 1     |
      | agencies/0/satisfied     | 1     |
      | agencies/0/not_satisfied | 0     |

  @PO-RATE-03
  Scenario: Only the owner rates
    Given citizen "Bình" has an account on the portal
    When Quảng Ninh province synchronises dossier "A" in status 10
    And citizen "Bình" sends to "/portal/ratings"
      | field | value     |
      | code  | [A]       |
      | level | satisfied |
    Then the page answers with HTTP 403

  @PO-RATE-04 @PO-RATE-05
  Scenario: Who rated is told to nobody
    When Quảng Ninh province synchronises dossier "A" in status 10
    And citizen "An" sends to "/portal/ratings"
      | field | value         |
      | code  | [A]           |
      | level | not-satisfied |
    And anybody opens "/portal/ratings"
    Then the page does not mention "[tech An]"
    And the page does not mention "[name An]"
    And the page does not mention "[A]"

  @PO-RATE-08 @PO-RATE-09
  Scenario Outline: Scores that add up to <total> are published with the grade "<grade>"
    When Quảng Ninh province asks the portal for "DongBoDanhGia" with
      | field          | value                                                                                   |
      | data/KyDanhGia | 2026-Q1                                                                                 |
      | data/DiemChiSo | (json {"1":<one>,"2":2,"3":2,"4":2,"5":<five>,"6":<five>,"7":<five>,"8":<five>,"9":<five>}) |
    Then the portal accepts it
    When anybody opens "/portal/scores?period=2026-Q1"
    Then the page shows
      | field           | value         |
      | scores/0/agency | 000.00.00.H49 |
      | scores/0/total  | <total>       |
      | scores/0/grade  | <grade>       |

    Examples:
      | one | five | total | grade      |
      | 2   | 2    | 18    | Xuất sắc   |
      | 1.5 | 1.5  | 15    | Xuất sắc   |
      | 1.4 | 1.5  | 14.9  | Tốt        |
      | 1   | 1    | 12    | Tốt        |
      | 0.9 | 1    | 11.9  | Khá        |
      | 0.5 | 0.5  | 9     | Khá        |
      | 0.4 | 0.5  | 8.9   | Trung bình |
      | 0   | 0    | 6     | Trung bình |

  @PO-RATE-10
  Scenario: Scores that are not complete are refused
    When Quảng Ninh province asks the portal for "DongBoDanhGia" with
      | field          | value                |
      | data/KyDanhGia | 2026-Q1              |
      | data/DiemChiSo | (json {"1":2,"2":3}) |
    Then the portal refuses it
