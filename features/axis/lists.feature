Feature: Lists, fetching and acknowledging
  A document system asks for what waits, fetches it, and says what became of it. What is not acknowledged is offered again:
  so nothing is lost between two systems.

  Background:
    Given the Ministry of Transport is connected to the axis
    And Phú Thọ province is connected to the axis

  @AX-LIST-01 @AX-LIST-02
  Scenario: Each item of the received list says what it is
    When the Ministry of Transport sends a document to Phú Thọ province
    And Phú Thọ province asks for its received documents
    Then each item gives "docId, serviceType, messageType, created_time, updated_time, from, to, status"
    And each item has "initial" as "status"
    And the list of Phú Thọ province gives the document as it was sent

  @AX-LIST-03
  Scenario: A list holds only the kind of package asked for
    When the Ministry of Transport sends document A to Phú Thọ province
    And Phú Thọ province sends document B to the Ministry of Transport
    And Phú Thọ province reports status 01 for document A
    Then the list of documents of the Ministry of Transport holds nothing else
    And the list of statuses of the Ministry of Transport holds nothing else
    And 1 documents wait for the Ministry of Transport
    And 1 statuses wait for the Ministry of Transport

  @AX-LIST-04 @AX-LIST-05 @clock
  Scenario Outline: A document of 10:00 in the window <from> to <to> is listed <count> times
    Given it is 2026-05-29 10:00
    When the Ministry of Transport sends a document to Phú Thọ province
    And Phú Thọ province asks for its received documents from <from> to <to>
    Then the answer lists <count> items

    Examples:
      | from             | to               | count |
      | 2026-05-27 00:00 | 2026-05-30 00:00 | 1     |
      | 2026-05-29 10:00 | 2026-05-29 10:01 | 1     |
      | 2026-05-29 00:00 | 2026-05-29 10:00 | 0     |
      | 2026-05-29 10:01 | 2026-05-30 00:00 | 0     |

  @AX-LIST-06
  Scenario: A window of more than seven days is refused
    When Phú Thọ province asks for its received documents from 2026-05-01 00:00 to 2026-05-08 00:01
    Then the axis refuses it and names "7"

  @AX-LIST-07
  Scenario Outline: A window with <parameter> is refused
    When Phú Thọ province calls getReceivedEdocList with the parameters "servicetype=eDoc;messagetype=edoc;<parameter>"
    Then the axis refuses it and names "<name>"

    Examples:
      | parameter                                              | name     |
      | fromDate=2026-05-01;toDate=02/05/2026 00:00:00         | fromDate |
      | fromDate=31/04/2026 00:00:00;toDate=02/05/2026 00:00:00 | fromDate |
      | fromDate=01/05/2026 00:00:00;toDate=tomorrow           | toDate   |

  @AX-LIST-08
  Scenario: Page by page nothing is missed or repeated
    When the Ministry of Transport sends 7 documents to Phú Thọ province
    Then Phú Thọ province gets 7 documents in pages of 3 without gap or repetition

  @AX-LIST-09
  Scenario: An empty list is an answer, too
    When Phú Thọ province asks for its received documents
    Then the axis accepts it
    And the answer lists 0 items

  @AX-LIST-10
  Scenario: An empty body and an empty object ask the same
    When the Ministry of Transport sends a document to Phú Thọ province
    Then Phú Thọ province gets the same list with an empty body and with an empty object

  @AX-LIST-11
  Scenario: Each row of the sent list says what went where
    When the Ministry of Transport sends a document to Phú Thọ province
    And the Ministry of Transport asks for its sent documents
    Then each item gives "senderDocId, receiverDocId, fromCode, toCode, notation, title, sendStatus, sentTime"
    And the sent list of the Ministry of Transport gives the document as it was sent

  @AX-LIST-12
  Scenario: The sender sees who has received
    When the Ministry of Transport sends a document to Phú Thọ province
    Then the sent list of the Ministry of Transport does not say "done" for Phú Thọ province
    When Phú Thọ province acknowledges the document as done
    Then the sent list of the Ministry of Transport says "done" for Phú Thọ province

  @AX-LIST-13
  Scenario: Documents of equal urgency are listed in the order of their arrival
    When the Ministry of Transport sends document A to Phú Thọ province
    And the Ministry of Transport sends document B to Phú Thọ province
    Then Phú Thọ province finds document A before document B

  @AX-GET-02 @AX-GET-03
  Scenario: A document can be fetched again, and as a file
    When the Ministry of Transport sends a document to Phú Thọ province
    And Phú Thọ province fetches the document
    Then Phú Thọ province gets the same bytes again and by downloadEdoc

  @AX-GET-04
  Scenario: An unknown transport id is answered with its name
    When Phú Thọ province fetches the transport id "5f0c0000-0000-4000-8000-000000000042"
    Then the axis refuses it and names "5f0c0000-0000-4000-8000-000000000042"

  @AX-ACK-01 @AX-ACK-04
  Scenario: What is done leaves the list, and done may be said twice
    When the Ministry of Transport sends a document to Phú Thọ province
    And Phú Thọ province acknowledges the document as done
    Then the axis accepts it
    And Phú Thọ province does not find the document
    When Phú Thọ province acknowledges the same item as done
    Then the axis accepts it
    When Phú Thọ province reports status 01 for the document
    And the Ministry of Transport acknowledges all its statuses
    Then 0 statuses wait for the Ministry of Transport

  Scenario Outline: What is acknowledged as <word> stays in the list
    When the Ministry of Transport sends a document to Phú Thọ province
    And Phú Thọ province acknowledges the document as <word>
    Then the axis accepts it
    And Phú Thọ province finds the document exactly once
    And Phú Thọ province finds the document exactly once

    @AX-ACK-02 @AX-ACK-06
    Examples:
      | word |
      | fail |

    @AX-ACK-03
    Examples:
      | word       |
      | processing |

  @AX-ACK-05
  Scenario Outline: The acknowledgement “<word>” is refused with the word
    When the Ministry of Transport sends a document to Phú Thọ province
    And Phú Thọ province acknowledges the document with the word "<word>"
    Then the axis refuses it and names "<word>"
    And Phú Thọ province finds the document exactly once

    Examples:
      | word   |
      | 03     |
      | inbox  |

  @AX-ACK-07
  Scenario: One receiver's acknowledgement leaves the other's item alone
    Given Huế city is connected to the axis
    When the Ministry of Transport sends a document to Phú Thọ province and Huế city
    And Phú Thọ province acknowledges the document as done
    Then Phú Thọ province does not find the document
    And Huế city finds the document exactly once

  @AX-ACK-08
  Scenario: An acknowledgement is no business status
    When the Ministry of Transport sends a document to Phú Thọ province
    And Phú Thọ province acknowledges the document as done
    Then the Ministry of Transport receives no status for the document

  @AX-STAT-01
  Scenario: The count of documents equals the list
    When the Ministry of Transport sends 3 documents to Phú Thọ province
    Then the count of received documents of Phú Thọ province equals its list
    When Phú Thọ province acknowledges the document as done
    Then the count of received documents of Phú Thọ province equals its list

  @AX-STAT-02
  Scenario: The count of statuses equals the list
    When the Ministry of Transport sends a document to Phú Thọ province
    And Phú Thọ province reports status 01 for the document
    Then the count of received statuses of the Ministry of Transport equals its list

  @AX-STAT-03 @embedded
  Scenario: The statistics agree with what was sent and received
    When the Ministry of Transport sends 3 documents to Phú Thọ province
    And the Ministry of Transport sends the same package again
    And Phú Thọ province sends a document to the Ministry of Transport
    And Phú Thọ province acknowledges all its documents
    Then the statistics count 3 documents sent and 1 received by the Ministry of Transport
    And the statistics count 1 documents sent and 3 received by Phú Thọ province

  @AX-TRC-01 @AX-TRC-03 @AX-TRC-04 @clock
  Scenario: The axis leaves its trace, in Vietnam time
    Given it is 2026-05-29 23:30
    When the Ministry of Transport sends a document to Phú Thọ province
    And it is 2026-05-30 08:00
    And Phú Thọ province asks for its received documents
    Then the listed time is 2026-05-29 23:30
    When the Ministry of Transport asks for its sent documents
    Then the listed time is 2026-05-29 23:30
    When Phú Thọ province fetches the document
    Then the axis has appended one trace header of its own
    And the trace of the axis is of 2026-05-29 23:30
