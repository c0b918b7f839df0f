Feature: When the line fails
  Answers are lost, late or cut off, requests come twice or never, and something else answers in the axis's place. A client
  that repeats what was not answered must find that nothing was lost and nothing happened twice.

  Background:
    Given the Ministry of Health is connected to the axis
    And Tây Ninh province is connected to the axis

  @AX-IDEM-05 @AX-IDEM-01
  Scenario Outline: A send that <happening> is repeated and gives one document
    Given the next sendEdoc of the Ministry of Health <happening>
    When the Ministry of Health sends a document to Tây Ninh province
    And the Ministry of Health sends the same package again
    Then the axis accepts it
    And Tây Ninh province finds the document exactly once

    Examples:
      | happening                                      |
      | never arrives                                  |
      | is reset                                       |
      | gets an answer that breaks off after 20 bytes  |
      | is answered by the page of another service     |
      | is answered with HTTP 503                      |

  @AX-IDEM-05
  Scenario: A send to two receivers whose answer was lost reaches each of them once
    Given Huế city is connected to the axis
    And the next sendEdoc of the Ministry of Health loses its answer
    When the Ministry of Health sends a document to Tây Ninh province and Huế city
    And the Ministry of Health sends the same package again
    Then the axis accepts it
    And Tây Ninh province finds the document exactly once
    And Huế city finds the document exactly once

  @AX-IDEM-02 @slow
  Scenario: A send that is answered three seconds late and made twice is one document
    Given the second sendEdoc of the Ministry of Health is answered 3 seconds late and arrives twice
    When the Ministry of Health sends document A to Tây Ninh province
    And the Ministry of Health sends document B to Tây Ninh province
    Then the axis accepts it
    And Tây Ninh province finds document A exactly once
    And Tây Ninh province finds document B exactly once

  @AX-ACK-06 @AX-LIST-02
  Scenario: What a broken list was to tell is told by the next one
    Given the next getReceivedEdocList of Tây Ninh province gets an answer that breaks off after 40 bytes
    When the Ministry of Health sends a document to Tây Ninh province
    And Tây Ninh province asks for its received documents
    And Tây Ninh province asks for its received documents
    Then the answer lists 1 items
    And each item has "initial" as "status"

  @AX-GET-03
  Scenario: A document whose fetching broke off can be fetched again, the same
    When the Ministry of Health sends a document to Tây Ninh province
    And Tây Ninh province fetches the document
    Given the next getEdoc of Tây Ninh province gets an answer that breaks off after 300 bytes
    When Tây Ninh province fetches the same item again
    Then Tây Ninh province gets the same bytes again and by downloadEdoc
    And the package is the one that was sent, apart from the trace

  @AX-ACK-04
  Scenario: An acknowledgement whose answer was lost can be repeated
    Given the next updateStatus of Tây Ninh province loses its answer
    When the Ministry of Health sends a document to Tây Ninh province
    And Tây Ninh province acknowledges the document as done
    And Tây Ninh province acknowledges the same item as done
    Then the axis accepts it
    And Tây Ninh province does not find the document

  @AX-ACK-06
  Scenario: What was acknowledged to nobody is offered again
    Given the next updateStatus of Tây Ninh province never arrives
    When the Ministry of Health sends a document to Tây Ninh province
    And Tây Ninh province acknowledges the document as done
    Then Tây Ninh province finds the document exactly once

  @AX-ACK-04
  Scenario: An acknowledgement that comes twice counts once
    Given Huế city is connected to the axis
    And the next updateStatus of Tây Ninh province arrives twice
    When the Ministry of Health sends a document to Tây Ninh province and Huế city
    And Tây Ninh province acknowledges the document as done
    Then the axis accepts it
    And Tây Ninh province does not find the document
    And Huế city finds the document exactly once

  @AX-IDEM-02
  Scenario: A status whose answer was lost is repeated and received once
    Given the second sendEdoc of Tây Ninh province loses its answer
    When the Ministry of Health sends a document to Tây Ninh province
    And Tây Ninh province reports status 01 for the document
    And Tây Ninh province reports status 03 for the document
    And Tây Ninh province sends the same status again
    Then the axis accepts it
    And the Ministry of Health receives the statuses "01, 03" for the document in this order

  @AX-IDEM-02
  Scenario: A status that comes twice is received once
    Given the next sendEdoc of Tây Ninh province arrives twice
    When the Ministry of Health sends a document to Tây Ninh province
    And Tây Ninh province reports status 03 for the document
    Then the axis accepts it
    And the Ministry of Health receives status 03 for the document

  @AX-LIST-13
  Scenario: Late answers change nothing in the order of arrival
    Given the next sendEdoc of the Ministry of Health is answered 120 ms late
    And the third sendEdoc of the Ministry of Health is answered 60 ms late and arrives twice
    When the Ministry of Health sends 4 documents to Tây Ninh province
    Then Tây Ninh province finds every document exactly once, in the order of sending

  @AX-IDEM-02 @AX-IDEM-05
  Scenario Outline: Of twenty documents sent on a line where one in <several> of <count> calls fails, none is lost or doubled
    Given one in <several> of the next <count> calls of the Ministry of Health suffers a mishap chosen by the seed
    When the Ministry of Health sends 20 documents to Tây Ninh province, each until the axis has answered
    Then Tây Ninh province finds every document exactly once

    Examples:
      | several | count |
      | 2       | 20    |
      | 3       | 18    |
      | 5       | 20    |

  @AX-IDEM-02
  Scenario Outline: Of five documents received on a line where one in <several> of <count> calls fails, none is lost or doubled
    Given one in <several> of the next <count> calls of Tây Ninh province suffers a mishap chosen by the seed
    When the Ministry of Health sends 5 documents to Tây Ninh province
    And Tây Ninh province works through what has arrived
    Then the mishap has happened
    When the axis is well again
    And Tây Ninh province works through what has arrived
    Then 0 documents wait for Tây Ninh province
    And the Ministry of Health receives status 01 for every document once

    Examples:
      | several | count |
      | 3       | 15    |
      | 4       | 16    |
