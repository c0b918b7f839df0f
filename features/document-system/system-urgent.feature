Feature: Urgent documents
  Khẩn, thượng khẩn, hỏa tốc: the urgency is written into the document, and an urgent document is sent, registered and
  passed on at once and before ordinary ones. QĐ 28/2018/QĐ-TTg Art. 6.2, NĐ 30/2020/NĐ-CP Art. 4, 18, 23 and 24.

  Background:
    Given the Ministry of Justice is connected to the axis
    And the document system under test is connected to the axis

  @DS-URG-01 @DS-URG-02
  Scenario Outline: The urgency “<urgency>” is written into the document
    When document A to the Ministry of Justice is signed in the document system under test as <urgency>
    Then the document system under test sends document A
    And document A as sent is <urgency>

    Examples:
      | urgency               |
      | urgent                |
      | very urgent           |
      | express               |
      | express at a set hour |

  @DS-URG-03
  Scenario: An urgent document is sent before ordinary ones that wait
    Given every sendEdoc of the document system under test is reset
    When document A to the Ministry of Justice is signed in the document system under test
    And document B to the Ministry of Justice is signed in the document system under test as urgent
    And the axis is well again
    Then the document system under test sends document B before document A

  @DS-URG-04 @clock
  Scenario Outline: A document with the urgency “<urgency>” leaves at once, also outside office hours
    Given the clerks of the document system under test keep office hours
    And it is <signed>
    When document A to the Ministry of Justice is signed in the document system under test as <urgency>
    And everybody works until <end>
    Then the document system under test has sent document A by <end>

    Examples:
      | urgency | signed           | end              |
      | urgent  | 2020-06-10 19:00 | 2020-06-10 19:15 |
      | express | 2020-06-14 05:30 | 2020-06-14 05:45 |

  @DS-URG-05
  Scenario: An urgent document is registered before an ordinary one that came earlier
    When the Ministry of Justice sends document A to the document system under test
    Then the document system under test takes in document A
    When the Ministry of Justice sends document B to the document system under test with
      | field    | value |
      | priority | 2     |
    And the clerks of the document system under test accept what waits
    Then the document system under test answers document B before document A with status 03

  @DS-URG-06 @clock
  Scenario: An urgent document is passed on at once on receipt
    Given it is 2020-06-10 20:00
    And the clerks of the document system under test accept and assign what waits
    When the Ministry of Justice sends document A to the document system under test with
      | field    | value |
      | priority | 3     |
    And everybody works until 2020-06-10 20:15
    Then the document system under test has answered document A with status "04 or 05" by 2020-06-10 20:15
