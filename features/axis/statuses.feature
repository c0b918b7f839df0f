Feature: Statuses and recalls
  The receiver reports how far a document has come, and the sender sees it (QĐ 28/2018/QĐ-TTg Art. 9.2); a sender asks for a
  document back, changes it or replaces it. A status has no receiver of its own: ResponseFor says where it goes.

  Background:
    Given the Government Office is connected to the axis
    And Lạng Sơn province is connected to the axis
    And Huế city is connected to the axis

  @AX-STA-01 @AX-STA-02 @AX-STA-03 @AX-STA-12
  Scenario Outline: Status <code> reaches the original sender, and nobody else
    When the Government Office sends a document to Lạng Sơn province
    And Lạng Sơn province reports status <code> for the document
    Then the axis accepts it
    And the Government Office receives status <code> for the document
    And Huế city receives no status for the document

    Examples:
      | code |
      | 01   |
      | 02   |
      | 03   |
      | 04   |
      | 05   |
      | 06   |
      | 15   |
      | 16   |

  @AX-STA-04 @AX-STA-11
  Scenario: The sender sees every step, in its order
    When the Government Office sends a document to Lạng Sơn province
    And Lạng Sơn province reports status 01 for the document
    And Lạng Sơn province reports status 03 for the document
    And Lạng Sơn province reports status 04 for the document
    And Lạng Sơn province reports status 05 for the document
    And Lạng Sơn province reports status 06 for the document
    Then the Government Office receives the statuses "01, 03, 04, 05, 06" for the document in this order

  @AX-STA-05
  Scenario: A status code of one digit is carried
    When the Government Office sends a document to Lạng Sơn province
    And Lạng Sơn province reports a status written "1" for the document
    Then the axis accepts it
    And the Government Office receives status 01 for the document

  @AX-STA-06
  Scenario: A status without StaffInfo is carried
    When the Government Office sends a document to Lạng Sơn province
    And Lạng Sơn province reports status 01 for the document without StaffInfo
    Then the axis accepts it
    And the Government Office receives status 01 for the document

  @AX-STA-07
  Scenario Outline: The status code <code> is refused with the code
    When the Government Office sends a document to Lạng Sơn province
    And Lạng Sơn province reports a status written "<code>" for the document
    Then the axis refuses it and names "<code>"
    And the Government Office receives no status for the document

    Examples:
      | code |
      | 999  |
      | 07   |

  @AX-STA-08
  Scenario: A status for a document nobody sent is answered with that document
    When Lạng Sơn province reports status 01 to the Government Office for a document nobody sent
    Then the axis refuses it and names "99999/KHONG-CO"
    And 0 statuses wait for the Government Office

  @AX-STA-09
  Scenario: A status out of order is carried and reported
    When the Government Office sends a document to Lạng Sơn province
    And Lạng Sơn province reports status 02 for the document
    And Lạng Sơn province reports status 06 for the document
    Then the axis accepts it and warns
    And the Government Office receives the statuses "02, 06" for the document in this order

  @AX-STA-10
  Scenario: Each repetition of status 05 is carried
    When the Government Office sends a document to Lạng Sơn province
    And Lạng Sơn province reports status 03 for the document
    And Lạng Sơn province reports status 05 for the document
    And Lạng Sơn province reports status 05 for the document
    Then the Government Office receives status 05 for the document 2 times

  @AX-REC-02 @AX-STA-02
  Scenario: The sender asks for a document back by status 13
    When the Government Office sends a document to Lạng Sơn province
    And the Government Office asks Lạng Sơn province by status 13 to give back the document
    Then the axis accepts it
    And Lạng Sơn province receives status 13 for the document

  @AX-REC-01
  Scenario: The sender recalls a document by a recall document
    When the Government Office sends document A to Lạng Sơn province
    And the Government Office recalls document A from Lạng Sơn province by a recall document
    Then the axis accepts it
    And Lạng Sơn province finds the document exactly once
    When Lạng Sơn province fetches the document
    Then the package is the one that was sent, apart from the trace

  @AX-REC-05
  Scenario Outline: The answer <code> goes back to who asked
    When the Government Office sends a document to Lạng Sơn province
    And the Government Office asks Lạng Sơn province by status 13 to give back the document
    And Lạng Sơn province reports status <code> for the document
    Then the axis accepts it
    And the Government Office receives status <code> for the document

    Examples:
      | code |
      | 15   |
      | 16   |

  @AX-REC-03
  Scenario: An update arrives with its list of receivers
    When the Government Office sends document A to Lạng Sơn province
    And the Government Office updates document A for Lạng Sơn province, adding Huế city
    Then the axis accepts it
    And Huế city finds the document exactly once
    When Huế city fetches the document
    Then the package is the one that was sent, apart from the trace
    And the package contains "ReceiverType"

  @AX-REC-04
  Scenario: A replacement arrives with the list of what it replaces
    When the Government Office sends document A to Lạng Sơn province
    And the Government Office replaces document A for Lạng Sơn province
    Then the axis accepts it
    When Lạng Sơn province fetches the document
    Then the package is the one that was sent, apart from the trace
    And the package contains "ReplacementInfoList"

  @AX-REC-06
  Scenario: A recall that names no document is refused
    When the Government Office sends Lạng Sơn province a recall document that names no document
    Then the axis refuses it and names "ResponseFor"

  @AX-REC-07
  Scenario: A replacement without its list is refused
    When the Government Office sends Lạng Sơn province a replacement without its list
    Then the axis refuses it and names "ReplacementInfoList"

  @AX-REC-08
  Scenario: A new document with a stray identifier in Bussiness is carried
    When the Government Office sends Lạng Sơn province a new document with a stray Bussiness/DocumentId
    Then the axis accepts it
    And Lạng Sơn province finds the document exactly once

  @AX-REC-09
  Scenario: The record of a recalled document stays
    When the Government Office sends document A to Lạng Sơn province
    And the Government Office asks Lạng Sơn province by status 13 to give back document A
    And Lạng Sơn province reports status 15 for document A
    Then the sent list of the Government Office still shows document A
