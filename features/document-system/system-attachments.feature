Feature: The files of a document
  A document travels with all its files in one package, each undamaged and declared as what it is; what others send is
  taken in whichever way it was encoded: QĐ 28/2018/QĐ-TTg Art. 10.1, and the rules of the operator's library.

  Background:
    Given the Ministry of Justice is connected to the axis
    And the document system under test is connected to the axis

  @DS-ATT-01
  Scenario: A document goes out with all its files in one package
    When document A to the Ministry of Justice with the files "cong-van.pdf, phu-luc.txt" is signed in the document system under test
    Then the document system under test sends document A
    And document A as sent carries 2 files in one package

  Scenario Outline: The files of a document as sent: <quality>
    When document A to the Ministry of Justice with the files "cong-van.pdf, phu-luc.txt" is signed in the document system under test
    Then the document system under test sends document A
    And document A as sent has <quality>

    @DS-ATT-02
    Examples: their content
      | quality                                 |
      | attachments whose content fits their type |

    @DS-ATT-03
    Examples: their references
      | quality                           |
      | one Reference for each attachment |

  @DS-ATT-02
  Scenario: A spreadsheet is declared as what it is
    When document A to the Ministry of Justice with the files "cong-van.pdf, bang-tong-hop.xlsx" is signed in the document system under test
    Then the document system under test sends document A
    And document A as sent has attachments whose content fits their type

  @DS-ATT-05
  Scenario Outline: A document with <flaw> is accepted
    When document A from the Ministry of Justice reaches the document system under test with <flaw>
    And the clerk of the document system under test accepts document A
    Then the document system under test answers document A with status 03

    Examples:
      | flaw                                     |
      | content ids with “cid:” on one side only |
      | content ids without “cid:”               |
