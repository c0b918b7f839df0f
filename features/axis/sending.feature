Feature: Sending a document
  A document given to the National Document Interconnection Axis reaches the agency it is addressed to, and the sender is
  told what became of it: QĐ 28/2018/QĐ-TTg, and the API of the axis as its operator's library speaks it.

  Background:
    Given the Ministry of Justice is connected to the axis
    And Lâm Đồng province is connected to the axis

  @AX-SEND-01 @AX-SEND-02 @AX-PKG-01 @AX-ID-01 @AX-FAN-06
  Scenario: A document of a ministry reaches a province
    When the Ministry of Justice sends a document to Lâm Đồng province
    Then the axis accepts it
    And the acceptance says OK with the code 0 and a DocId
    And Lâm Đồng province finds the document exactly once

  @AX-PKG-02 @AX-PKG-22 @AX-GET-01 @AX-TRC-02
  Scenario: The receiver gets the document as it was written
    When the Ministry of Justice sends a document to Lâm Đồng province with
      | field      | value                                                             |
      | number     | 7816                                                              |
      | notation   | QĐ-BTP-ĐKGD                                                       |
      | subject    | Về việc Ủy ban nhân dân các xã, phường tiếp nhận <hồ sơ> & "biểu" |
      | content    | Thực hiện Nghị quyết số 17/NQ-CP; đề nghị báo cáo trước ngày 15   |
      | due        | 2031/12/31                                                        |
      | attachment | Phụ lục số 1.pdf                                                  |
    And Lâm Đồng province fetches the document
    Then the package is the one that was sent, apart from the trace
    And the package holds the elements that were sent and no others, apart from the trace

  @AX-PKG-23
  Scenario: A package is passed on as it was written, byte for byte
    When the Ministry of Justice sends a document to Lâm Đồng province
    And Lâm Đồng province fetches the document
    Then nothing of the package was rewritten

  @AX-SEND-03 @AX-SEND-06
  Scenario: A document to an unknown agency is refused with its code
    When the Ministry of Justice sends a document to the code "000.99.99.Z99"
    Then the axis refuses it and names "000.99.99.Z99"
    And the refusal says FAIL with a code and a description

  @AX-SEND-03
  Scenario: A refusal has the same shape whatever was asked
    When Lâm Đồng province fetches the transport id "5f0c0000-0000-4000-8000-000000000042"
    Then the refusal says FAIL with a code and a description
    When the Ministry of Justice sends a document to Lâm Đồng province
    And the Ministry of Justice tries to acknowledge the document of Lâm Đồng province
    Then the refusal says FAIL with a code and a description
    When Lâm Đồng province asks for its received documents from 2026-05-01 00:00 to 2026-05-20 00:00
    Then the refusal says FAIL with a code and a description

  @AX-SEND-08
  Scenario: Refusals are written in Vietnamese without diacritics
    When the Ministry of Justice sends a document to the code "000.99.99.Z99"
    Then the axis refuses it
    And the refusal is written without diacritics

  @AX-SEND-07 @AX-ID-08 @embedded
  Scenario: A document to a closed code is refused with the code
    Given the code of Lâm Đồng province is closed
    When the Ministry of Justice sends a document to Lâm Đồng province
    Then the axis refuses it and names the code of Lâm Đồng province

  @AX-SEND-10 @AX-FAN-04
  Scenario: When one receiver is not valid, nobody receives anything
    When the Ministry of Justice sends a document to Lâm Đồng province and to the code "000.99.99.Z99"
    Then the axis refuses it and names "000.99.99.Z99"
    And Lâm Đồng province does not find the document
    And the sent list of the Ministry of Justice does not show the document

  @AX-SEND-04
  Scenario: Line ends after the package are not part of it
    When the Ministry of Justice sends Lâm Đồng province a document with line ends after the package
    Then the axis accepts it
    And Lâm Đồng province finds the document exactly once

  Scenario Outline: A send with <trouble> is refused
    When the Ministry of Justice sends Lâm Đồng province a document with <trouble>
    Then the axis refuses it and names "<name>"
    And Lâm Đồng province does not find the document

    @AX-SEND-05
    Examples: the receivers
      | trouble                              | name |
      | a receiver list that is no JSON list | JSON |

    @AX-SEND-09
    Examples: the kind of package
      | trouble                     | name   |
      | a message type nobody knows | letter |

  @AX-FAN-01 @AX-FAN-02 @AX-FAN-03
  Scenario: Each receiver gets a transport document of its own
    Given 5 further agencies are connected to the axis
    When the Ministry of Justice sends a document to all of them
    Then the axis accepts it
    And each of them finds the document exactly once
    And Lâm Đồng province does not find the document
    And the sent list of the Ministry of Justice shows one row for each receiver

  @AX-FAN-06 @embedded
  Scenario: A document to a body does not go to its units
    Given an agency with the code "000.00.05.H36" is connected to the axis
    When the Ministry of Justice sends a document to Lâm Đồng province
    Then the axis accepts it
    And Lâm Đồng province finds the document exactly once
    And none of them finds the document

  @AX-FAN-05 @embedded
  Scenario: One document goes to a thousand receivers in one request
    Given 1,000 further agencies are registered
    When the Ministry of Justice sends a document to all of them
    Then the axis accepts it
    And the sent list of the Ministry of Justice shows one row for each receiver
