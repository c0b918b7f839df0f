Feature: Sending documents
  A document signed in the document system goes out as an edXML package that every receiver can read, with everything
  QĐ 28/2018/QĐ-TTg Art. 10 asks for, once to each receiver, and again only when the network failed.

  Background:
    Given the Ministry of Justice is connected to the axis
    And the document system under test is connected to the axis

  Scenario Outline: A document as sent has <quality>
    When document A to the Ministry of Justice is signed in the document system under test
    Then the document system under test sends document A
    And document A as sent has <quality>

    @DS-SEND-01
    Examples: its form
      | quality                                       |
      | the namespace, the root and the structure of edXML |

    @DS-SEND-02
    Examples: what it must say
      | quality                                                            |
      | agency code, document id, number, notation, date, type and subject |

    @DS-SEND-03
    Examples: who signed it
      | quality                                |
      | the position and the name of its signer |

    @DS-SEND-04
    Examples: identifiers
      | quality                        |
      | identifiers of a legal form    |

    @DS-SEND-05
    Examples: the sender
      | quality                           |
      | the registered code of its sender |

    @DS-SEND-07
    Examples: the request
      | quality                               |
      | signed headers and the right file hash |

    @DS-SEND-08 @DS-TIME-02
    Examples: dates and times
      | quality                                     |
      | every date and time as the format writes it |

    @DS-SEND-09
    Examples: its date
      | quality                                |
      | no date of promulgation in the future  |

    @DS-SEND-10
    Examples: lengths
      | quality                                   |
      | no field longer than the register allows  |

    @DS-SEND-11 @DS-TIME-01
    Examples: its trace
      | quality                                          |
      | a trace with its own code and the time of sending |

    @DS-SEND-12
    Examples: its kind
      | quality                       |
      | a Bussiness element of type 0 |

    @DS-SEND-13
    Examples: what some receivers insist on
      | quality                           |
      | Content, DocumentId and TypeName  |

    @DS-SEND-14
    Examples: paper
      | quality                             |
      | the mark that no paper copy follows |

  @DS-SEND-10
  Scenario: A subject longer than the register allows does not leave the system
    When document A to the Ministry of Justice with a subject of 600 characters is signed in the document system under test
    Then no document of the document system under test has a field longer than the register allows

  @DS-SEND-06
  Scenario: A document to two receivers names each of them once
    Given Lâm Đồng province is connected to the axis
    When document A to the Ministry of Justice and Lâm Đồng province is signed in the document system under test
    Then the document system under test sends document A
    And document A as sent has each receiver once, the same as in the request
    And Lâm Đồng province has document A of the document system under test exactly once
    And the Ministry of Justice has document A of the document system under test exactly once

  @DS-SEND-15
  Scenario: A document that the axis refused for an unknown receiver is not sent again
    When a document to the code "000.99.99.Z99" is signed in the document system under test
    Then the document system under test tries to send it only once

  @DS-SEND-15 @embedded
  Scenario: A document that the axis refused for a closed receiver is not sent again
    Given the code of the Ministry of Justice is closed
    When a document to the code "000.00.00.G15" is signed in the document system under test
    Then the document system under test tries to send it only once

  @DS-SEND-16
  Scenario: A document whose sending failed on the network is sent again
    Given the next sendEdoc of the document system under test is reset
    When document A to the Ministry of Justice is signed in the document system under test
    Then the document system under test sends document A
    And the Ministry of Justice has document A of the document system under test exactly once
    And the mishap has happened

  @DS-ERR-05
  Scenario: A document whose sending was not answered is sent again under the same id
    Given the next sendEdoc of the document system under test loses its answer
    When document A to the Ministry of Justice is signed in the document system under test
    Then the document system under test sends document A
    And every attempt to send document A carries the same document id
    And the Ministry of Justice has document A of the document system under test exactly once
    And the mishap has happened
