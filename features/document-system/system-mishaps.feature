Feature: When the system's line fails
  Answers of the axis are lost, late or cut off, and something else answers in its place. The document system asks and
  sends again, takes in every document once, and tells its sender once what became of it.

  Background:
    Given the Ministry of Justice is connected to the axis
    And the document system under test is connected to the axis

  @DS-POLL-05 @DS-POLL-08 @DS-STA-09
  Scenario Outline: Of twenty documents on a line where one in <several> of <count> calls fails, each is taken in once
    Given one in <several> of the next <count> calls of the document system under test suffers a mishap chosen by the seed
    When the Ministry of Justice sends 20 documents to the document system under test
    And 30 minutes go by
    Then the document system under test answers every document with status 01 only once
    And the document system under test tells the axis that everything sent to it is done

    Examples:
      | several | count |
      | 3       | 60    |
      | 4       | 60    |
      | 6       | 60    |

  @DS-ERR-05
  Scenario Outline: Of three documents on a line where one in <several> of <count> calls fails, each is sent once
    Given one in <several> of the next <count> calls of the document system under test suffers a mishap chosen by the seed
    When document A to the Ministry of Justice is signed in the document system under test
    And document B to the Ministry of Justice is signed in the document system under test
    And document C to the Ministry of Justice is signed in the document system under test
    Then the document system under test sends document A
    And the document system under test sends document B
    And the document system under test sends document C
    And the Ministry of Justice has document A of the document system under test exactly once
    And the Ministry of Justice has document B of the document system under test exactly once
    And the Ministry of Justice has document C of the document system under test exactly once

    Examples:
      | several | count |
      | 2       | 6     |
      | 3       | 6     |

  @DS-STA-01 @DS-STA-09
  Scenario Outline: A status that <happening> is reported again, and counts once
    Given the next sendEdoc of the document system under test <happening>
    When the Ministry of Justice sends document A to the document system under test
    And 30 minutes go by
    Then the document system under test takes in document A
    And the document system under test answers document A with status 01 only once
    And the Ministry of Justice is given status 01 for document A by the document system under test

    Examples:
      | happening              |
      | loses its answer       |
      | never arrives |
      | is reset               |

  @DS-POLL-05 @DS-POLL-08
  Scenario: The system finds its documents after the axis was away for two questions
    Given the next getReceivedEdocList of the document system under test is answered with HTTP 503
    And the second getReceivedEdocList of the document system under test is reset
    When the Ministry of Justice sends document A to the document system under test
    And 30 minutes go by
    Then the document system under test takes in document A

  @DS-REG-06
  Scenario: Late answers change nothing in the order in which documents are registered
    Given the next getEdoc of the document system under test is answered 150 ms late
    When the Ministry of Justice sends document A to the document system under test
    And the Ministry of Justice sends document B to the document system under test
    And the clerks of the document system under test accept what waits
    Then the document system under test answers document A before document B with status 03

  @DS-DUP-01 @DS-DUP-03
  Scenario: A document that is offered again because its acknowledgement was lost on the way is registered once
    Given the next updateStatus of the document system under test never arrives
    When the Ministry of Justice sends document A to the document system under test
    And the clerks of the document system under test accept what waits
    And 30 minutes go by
    Then the document system under test answers document A with status 03 only once
    And the document system under test tells the axis that document A is done
