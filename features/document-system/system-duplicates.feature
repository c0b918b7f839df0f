Feature: Duplicates
  The same document may come again: sent twice, delivered twice, or under a new identifier. It has one entry in the
  register, and the axis is told that the copy is done: NĐ 30/2020/NĐ-CP Appendix VI III.1.h, and what was seen in the field.

  Background:
    Given the Ministry of Justice is connected to the axis
    And the document system under test is connected to the axis

  @DS-DUP-01 @DS-DUP-03
  Scenario: A document that comes again with the same id is registered once
    When the Ministry of Justice sends a document to the document system under test
    And the clerks of the document system under test accept what waits
    And a while passes
    And the Ministry of Justice sends the document again with another subject
    And a while passes
    Then the document system under test answers the document with status 03 only once
    And the document system under test answers the document with status 01 only once
    And the document system under test tells the axis that everything sent to it is done

  @DS-DUP-02 @DS-DUP-03
  Scenario: A document with the same number, notation and issuer in one year is registered once
    When the Ministry of Justice sends document A to the document system under test with
      | field    | value      |
      | number   | 815        |
      | notation | BTP-VP     |
      | date     | 2020/03/09 |
    And the clerks of the document system under test accept what waits
    Then the document system under test answers document A with status 03
    When the Ministry of Justice sends document B to the document system under test with
      | field    | value      |
      | number   | 815        |
      | notation | BTP-VP     |
      | date     | 2020/03/10 |
    Then the document system under test tells the axis that document B is done
    And the document system under test does not answer document B with status 03

  @DS-DUP-05
  Scenario: A known number and notation of another year is another document
    When the Ministry of Justice sends document A to the document system under test with
      | field    | value      |
      | number   | 12         |
      | notation | BTP-VP     |
      | date     | 2019/12/30 |
    And the Ministry of Justice sends document B to the document system under test with
      | field    | value      |
      | number   | 12         |
      | notation | BTP-VP     |
      | date     | 2020/01/06 |
    And the clerks of the document system under test accept what waits
    Then the document system under test answers document A with status 03
    And the document system under test answers document B with status 03

  @DS-DUP-05 @DS-REC-04
  Scenario: A recall means the document of its own year
    When the Ministry of Justice sends document A to the document system under test with
      | field    | value      |
      | number   | 12         |
      | notation | BTP-VP     |
      | date     | 2019/12/30 |
    And the Ministry of Justice sends document B to the document system under test with
      | field    | value      |
      | number   | 12         |
      | notation | BTP-VP     |
      | date     | 2020/01/06 |
    And the Ministry of Justice asks the document system under test by status 13 to give back document B
    And the clerk of the document system under test agrees to the change of document B
    Then the document system under test answers document B with status 15
    And the document system under test does not answer document A with status 15

  @DS-DUP-04
  Scenario: A recall that comes twice is answered once
    When the Ministry of Justice sends document A to the document system under test
    And the Ministry of Justice recalls document A from the document system under test by a recall document
    And the clerk of the document system under test agrees to the change of document A
    And a while passes
    And the Ministry of Justice recalls document A from the document system under test by a recall document
    And a while passes
    And the clerk of the document system under test tries to do this with document A: agrees to the change of
    And a while passes
    Then the document system under test answers document A with status 15 only once
    And the document system under test does not answer document A with status 16

  @DS-ERR-06 @DS-DUP-01
  Scenario Outline: When the next updateStatus <happening>, the document is registered once
    Given the next updateStatus of the document system under test <happening>
    When the Ministry of Justice sends document A to the document system under test
    And the clerks of the document system under test accept what waits
    And a while passes
    Then the document system under test answers document A with status 03 only once
    And the document system under test answers document A with status 01 only once
    And the mishap has happened

    Examples:
      | happening        |
      | loses its answer |
      | is reset         |
