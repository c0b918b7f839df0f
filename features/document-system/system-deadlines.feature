Feature: Deadlines
  A document leaves on the day it is signed, at the latest in the morning of the next working day; its arrival is
  reported on the same day, and it is passed on by the next working day. QĐ 28/2018/QĐ-TTg Art. 6.2, NĐ 30/2020/NĐ-CP Art.
  4, 18, 21 and 23, and the public holidays of the Labour Code.

  Background:
    Given the Ministry of Justice is connected to the axis
    And the document system under test is connected to the axis
    And the clerks of the document system under test keep office hours

  @clock
  Scenario Outline: A document signed at <signed> is sent by <latest>
    Given it is <signed>
    When document A to the Ministry of Justice is signed in the document system under test
    And everybody works until <latest>
    Then the document system under test has sent document A by <latest>

    @DS-TIME-03 @DS-TIME-04
    Examples: on working days: a morning, the end of a day, an evening, a Friday evening
      | signed           | latest           |
      | 2020-06-10 09:00 | 2020-06-11 12:00 |
      | 2020-06-10 17:29 | 2020-06-11 12:00 |
      | 2020-06-10 19:00 | 2020-06-11 12:00 |
      | 2020-06-12 18:00 | 2020-06-15 12:00 |

    @DS-TIME-05
    Examples: before a public holiday: Victory Day and May Day, New Year's Day
      | signed           | latest           |
      | 2020-04-29 18:00 | 2020-05-04 12:00 |
      | 2020-12-31 18:00 | 2021-01-04 12:00 |

  @DS-TIME-06 @DS-STA-01 @clock
  Scenario Outline: The arrival of a document at <sent> is reported by <end>
    Given it is <sent>
    When the Ministry of Justice sends document A to the document system under test
    And everybody works until <end>
    Then the document system under test has answered document A with status "01" by <end>

    Examples: in the morning, late in the evening, on a Sunday
      | sent             | end              |
      | 2020-06-10 08:05 | 2020-06-10 23:59 |
      | 2020-06-10 22:30 | 2020-06-10 23:59 |
      | 2020-06-14 10:00 | 2020-06-14 23:59 |

  @DS-TIME-07 @clock
  Scenario Outline: A document that arrives at <sent> is passed on by <end>
    Given it is <sent>
    And the clerks of the document system under test accept and assign what waits
    When the Ministry of Justice sends document A to the document system under test
    And everybody works until <end>
    Then the document system under test has answered document A with status "04 or 05" by <end>

    Examples: in the morning, on a Friday evening
      | sent             | end              |
      | 2020-06-10 09:00 | 2020-06-11 17:30 |
      | 2020-06-12 18:00 | 2020-06-15 17:30 |

  @DS-TIME-01
  Scenario: The system's requests carry Vietnam time as the axis has it
    When the Ministry of Justice sends document A to the document system under test
    Then the requests of the document system under test carry the right time
    And the document system under test takes in document A
