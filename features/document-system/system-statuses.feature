Feature: Reporting statuses
  What becomes of a document is told to its sender in statuses: 01 by itself on arrival, then 02 or 03, 04, 05 and 06.
  QĐ 28/2018/QĐ-TTg Art. 9, NĐ 30/2020/NĐ-CP Appendix VI, and the status package of QCVN 102:2016.

  Background:
    Given the Ministry of Justice is connected to the axis
    And the document system under test is connected to the axis

  @DS-STA-02 @DS-STA-03
  Scenario: The processing of a document is reported step by step
    When the Ministry of Justice sends document A to the document system under test
    And the clerk of the document system under test accepts document A
    And the clerk of the document system under test assigns document A
    And the clerk of the document system under test begins to work on document A
    And the clerk of the document system under test finishes document A
    Then the statuses for document A from the document system under test are "01, 03, 04, 05, 06" in this order
    And the Ministry of Justice is given status 04 for document A by the document system under test
    And the Ministry of Justice is given status 05 for document A by the document system under test
    And the Ministry of Justice is given status 06 for document A by the document system under test

  @DS-STA-03 @DS-STA-09
  Scenario: Clerks who do everything at once still leave the statuses in their order, each once
    When the Ministry of Justice sends document A to the document system under test
    And the clerks of the document system under test accept, assign and finish what waits
    Then the document system under test answers document A with status 06
    And the statuses for document A from the document system under test are "01, 03, 04, 05, 06" in this order
    And the document system under test repeats no status for document A except 05

  @DS-STA-04
  Scenario: Nothing is reported after a document was refused
    When the Ministry of Justice sends document A to the document system under test
    And the clerk of the document system under test refuses document A because "Văn bản gửi sai địa chỉ"
    And the clerk of the document system under test tries to do this with document A: begins to work on
    And the clerk of the document system under test tries to do this with document A: finishes
    Then the statuses for document A from the document system under test are "01, 02" in this order

  @DS-STA-04
  Scenario: Nothing is reported after a document was finished
    When the Ministry of Justice sends document A to the document system under test
    And the clerk of the document system under test accepts document A
    And the clerk of the document system under test assigns document A
    And the clerk of the document system under test finishes document A
    And the clerk of the document system under test tries to do this with document A: begins to work on
    Then the statuses for document A from the document system under test are "01, 03, 04, 06" in this order

  @DS-STA-08
  Scenario: Only codes of the list leave the system
    When the Ministry of Justice sends document A to the document system under test
    And the clerk of the document system under test accepts document A
    Then no status of the document system under test has a code outside the list

  Scenario Outline: A status has <quality>
    When the Ministry of Justice sends document A to the document system under test
    And the clerk of the document system under test accepts document A
    And the clerk of the document system under test assigns document A
    Then each status for document A from the document system under test has <quality>

    @DS-STA-05
    Examples: its code
      | quality              |
      | a code of two digits |

    @DS-STA-06
    Examples: the original
      | quality                                       |
      | agency, number, id and date of the original   |

    @DS-STA-07
    Examples: its way
      | quality                                              |
      | the same receiver in its request and in ResponseFor  |

    @DS-STA-10
    Examples: its author
      | quality                  |
      | the clerk who reports it |

    @DS-TIME-02
    Examples: how its time is written
      | quality                                     |
      | its time written as yyyy/MM/dd HH:mm:ss     |

    @DS-TIME-01
    Examples: its time
      | quality                                  |
      | a time that agrees with the axis's clock |

  @DS-STA-06
  Scenario: A document with an id of the classic form is named by that id
    When the Ministry of Justice sends document A to the document system under test with
      | field    | value                                |
      | number   | 4410                                 |
      | notation | BTP-ĐKGD                             |
      | date     | 2020/08/24                           |
      | id       | 000.00.00.G15,2020/08/24,4410/BTP-ĐKGD |
    And the clerk of the document system under test accepts document A
    Then each status for document A from the document system under test has agency, number, id and date of the original
