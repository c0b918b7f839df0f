Feature: Attachments
  A document travels with all the files that belong to it (QĐ 28/2018/QĐ-TTg Art. 10.1), byte for byte, in whichever of the two
  encodings of the reference library its producer chose.

  Background:
    Given the Ministry of Health is connected to the axis
    And Tây Ninh province is connected to the axis

  Scenario Outline: The attachments <names> arrive whole
    When the Ministry of Health sends Tây Ninh province a document with the attachments "<names>"
    Then the axis accepts it
    When Tây Ninh province fetches the document
    Then every attachment arrived byte for byte

    @AX-ATT-01 @AX-ATT-02
    Examples: raw and zipped together
      | names                                 |
      | cong-van.pdf, bang-ke.xlsx, anh.jpeg  |
      | to-trinh.doc, phu-luc.docx, ho-so.zip |

    @AX-ATT-05
    Examples: two of one name
      | names                    |
      | phu-luc.pdf, phu-luc.pdf |

    @AX-ATT-06
    Examples: unusual names
      | names                                                                                                         |
      | Phụ lục số 01 (kèm theo Quyết định số 1072_QĐ-TTg ngày 28 tháng 8 năm 2018) – bản trình ký lần thứ hai & 3.pdf |

  @AX-ATT-07
  Scenario: A document without attachments is carried
    When the Ministry of Health sends Tây Ninh province a document without attachments
    Then the axis accepts it
    And Tây Ninh province finds the document exactly once

  @AX-LIM-02 @on-disk @large
  Scenario: An attachment of fifty megabytes is carried
    When the Ministry of Health sends Tây Ninh province a document with an attachment of 50,000,000 bytes
    Then the axis accepts it
    And 1 documents wait for Tây Ninh province

  @AX-LIM-01 @large
  Scenario: An attachment of two hundred megabytes is refused, and the axis goes on
    When the Ministry of Health sends Tây Ninh province a document with an attachment of 200,000,000 bytes
    Then the axis refuses it and names "byte"
    When the Ministry of Health sends a document to Tây Ninh province
    Then the axis accepts it

  @AX-LIM-04
  Scenario: A client that never ends its request keeps nobody waiting
    When a client of the Ministry of Health sends a package byte by byte
    And the Ministry of Health sends a document to Tây Ninh province
    Then the axis accepts it
