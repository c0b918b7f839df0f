Feature: Bearing the statuses of others
  The statuses that receivers send back come early, twice, out of order, and written in every way seen in the field. The
  document system takes each of them and goes on: domain §1.10 and §6.

  Background:
    Given the Ministry of Justice is connected to the axis
    And the document system under test is connected to the axis
    When document A to the Ministry of Justice is signed in the document system under test
    Then the document system under test sends document A

  @DS-STA-11
  Scenario: Statuses that come twice and out of order
    When the Ministry of Justice reports status 06 for document A
    And the Ministry of Justice reports status 03 for document A
    And a while passes
    And the Ministry of Justice reports status 03 for document A
    And the Ministry of Justice reports status 01 for document A
    Then the document system under test tells the axis that everything sent to it is done
    When the Ministry of Justice sends document B to the document system under test
    Then the document system under test takes in document B

  @DS-STA-11 @DS-POLL-04
  Scenario: A status that comes before its document, or for no document at all
    When status 01 of the Ministry of Justice for document A reaches the document system under test naming a document nobody sent
    Then the document system under test tells the axis that everything sent to it is done
    When the Ministry of Justice sends document B to the document system under test
    Then the document system under test takes in document B

  @DS-STA-12
  Scenario: A status of one digit
    When the Ministry of Justice reports a status written "3" for document A
    Then the document system under test tells the axis that everything sent to it is done
    When the Ministry of Justice sends document B to the document system under test
    Then the document system under test takes in document B

  @DS-STA-12
  Scenario: A status without the clerk who reports it
    When the Ministry of Justice reports status 03 for document A without StaffInfo
    Then the document system under test tells the axis that everything sent to it is done
    When the Ministry of Justice sends document B to the document system under test
    Then the document system under test takes in document B

  @DS-STA-13
  Scenario Outline: A status naming <form>
    When status 03 of the Ministry of Justice for document A reaches the document system under test naming <form>
    Then the document system under test tells the axis that everything sent to it is done
    When the Ministry of Justice sends document B to the document system under test
    Then the document system under test takes in document B

    Examples:
      | form                        |
      | a UUID                      |
      | the classic id              |
      | the classic id with hyphens |
