Feature: Agencies and their codes
  Every agency has an identifier: thirteen characters since QCVN 102:2016, up to thirty-five since QĐ 20/2020/QĐ-TTg. The axis
  keeps the directory, knows both codes of one agency, and closes codes when bodies merge.

  Background:
    Given the Ministry of Information is connected to the axis
    And Lạng Sơn province is connected to the axis

  @AX-DIR-01
  Scenario: The directory says who is who
    When the Ministry of Information asks for the directory
    Then the axis accepts it
    And each item gives "id, pid, code, name, mail"

  @AX-DIR-02
  Scenario: The directory of QĐ 20/2020 gives all codes of an agency
    When the Ministry of Information asks for the directory of QĐ 20/2020 at level 1
    Then the axis accepts it
    And each item gives "code, name, code102, oldCode"
    And the answer gives both codes of Lạng Sơn province

  @AX-DIR-03 @directory
  Scenario: The directory of QĐ 20/2020 keeps to the level asked for
    When the Ministry of Information registers the unit "G14.76" named "Cục D" with the mail "d@example.gov.vn"
    And the Ministry of Information asks for the directory of QĐ 20/2020 at level 1
    Then each entry is of level 1

  @AX-DIR-04 @AX-ID-07 @directory
  Scenario Outline: The new unit <code> stands in everybody's directory
    When Lạng Sơn province asks for the directory
    And the Ministry of Information registers the unit "<code>" named "Cục Chuyển đổi số quốc gia" with the mail "cds@example.gov.vn"
    Then the axis accepts it
    And the directory of Lạng Sơn province lists "<code>"

    Examples:
      | code                                |
      | 000.00.77.G14                       |
      | G14.77.1234567890.1234567890.123456 |

  @AX-DIR-05 @directory
  Scenario Outline: A unit with a bad <field> is refused
    When the Ministry of Information registers the unit "<code>" named "<name>" with the mail "<mail>"
    Then the axis refuses it and names "<field>"

    Examples:
      | code          | name    | mail               | field |
      |               | Cục A   | a@example.gov.vn   | code  |
      | 000.00.78.G14 |         | a@example.gov.vn   | name  |
      | 000.00.78.G14 | Cục A   | a example.gov.vn   | mail  |

  @AX-DIR-06 @directory
  Scenario: A registration that is no JSON is refused
    When the Ministry of Information registers a unit with a body that is no JSON
    Then the axis refuses it and names "JSON"

  @AX-DIR-07 @directory
  Scenario: Nothing can be sent to a unit that was deleted
    When the Ministry of Information registers the unit "000.00.79.G14" named "Cục B" with the mail "b@example.gov.vn"
    And the Ministry of Information deletes the unit "000.00.79.G14"
    Then the axis accepts it
    When Lạng Sơn province sends a document to the code "000.00.79.G14"
    Then the axis refuses it and names "000.00.79.G14"

  @AX-DIR-08
  Scenario: Each code stands once in the directory
    Then each code stands once in the directory of the Ministry of Information

  @AX-DIR-09 @embedded @large
  Scenario: A directory of 111,000 agencies is given in full
    Given 111,000 further agencies are registered
    Then the directory of the Ministry of Information has at least 111,000 entries

  @AX-DIR-10
  Scenario Outline: The unit list <operation> says who is who
    When the Ministry of Information asks for the units by <operation>
    Then the axis accepts it
    And each item gives "code, name, version"

    Examples:
      | operation          |
      | getSynchronizeUnit |
      | getListUnit        |

  @AX-ID-02 @AX-ID-03
  Scenario Outline: What is sent to the <form> code of an agency reaches it
    When the Ministry of Information sends a document to the <form> code of Lạng Sơn province
    Then the axis accepts it
    And Lạng Sơn province finds the document exactly once

    Examples:
      | form |
      | old  |
      | new  |

  @AX-ID-02
  Scenario Outline: An agency sends under its <form> code
    When the Ministry of Information sends a document under its <form> code to Lạng Sơn province
    Then the axis accepts it
    And Lạng Sơn province finds the document exactly once

    Examples:
      | form |
      | old  |
      | new  |

  @AX-ID-03 @embedded
  Scenario: A further code of an agency leads to the agency
    Given Lạng Sơn province also has the code "000.37.H37"
    When the Ministry of Information sends a document to the code "000.37.H37"
    Then the axis accepts it
    And Lạng Sơn province finds the document exactly once

  @AX-ID-04
  Scenario: Both codes of one agency are one receiver
    When the Ministry of Information sends a document to both codes of Lạng Sơn province
    Then Lạng Sơn province finds the document at most once

  @AX-ID-05 @embedded
  Scenario: An agency registered under an irregular code is served
    Given an agency with the code "000.1137.H53" is connected to the axis
    When the Ministry of Information sends a document to all of them
    Then the axis accepts it
    And each of them finds the document exactly once

  @AX-ID-06 @directory
  Scenario: A new code of neither form is refused
    When the Ministry of Information registers the unit "cục-c.G14" named "Cục C" with the mail "c@example.gov.vn"
    Then the axis refuses it and names "c.G14"

  @AX-ID-09 @embedded
  Scenario: Documents issued before a code was closed keep their sender
    When Lạng Sơn province sends a document to the Ministry of Information
    And the code of Lạng Sơn province is closed
    And the Ministry of Information fetches the document
    Then the package is the one that was sent, apart from the trace
