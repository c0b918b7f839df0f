Feature: Broken and hostile packages
  One bad package must not stop the others, make the system read what is not its own, or take its memory: QĐ
  28/2018/QĐ-TTg Art. 6.1, and what was seen to break real clients (domain §6).

  Background:
    Given the Ministry of Justice is connected to the axis
    And the Ministry of Finance is connected to the axis
    And the document system under test is connected to the axis

  Scenario Outline: After a package with <flaw> the other documents are taken in
    When document A from the Ministry of Justice reaches the document system under test with <flaw>
    And the Ministry of Finance sends document B to the document system under test
    Then the document system under test takes in document B

    @DS-ERR-01
    Examples: broken packages
      | flaw                         |
      | text that is no XML          |
      | the namespace of an older schema |
      | no sender                    |
      | no code number               |
      | an attachment cut short      |
      | junk after the root          |

    @DS-ERR-03
    Examples: packages that grow
      | flaw                                  |
      | entities that multiply                |
      | an attachment that unpacks without end |
      | ten thousand nested elements          |

  @DS-ERR-02
  Scenario: An external entity is never read
    When document A from the Ministry of Justice reaches the document system under test naming an external entity
    Then nobody has read the external entity
    When the Ministry of Finance sends document B to the document system under test
    Then the document system under test takes in document B
