Feature: What the axis takes for a package
  Real producers write the edXML package of QCVN 102:2016 in many ways. The axis carries what it can understand, refuses what
  it cannot, and says which part was wrong. Nothing is lost either way.

  Background:
    Given the Ministry of Finance is connected to the axis
    And Quảng Ninh province is connected to the axis

  Scenario Outline: A package with <flaw> is carried
    When the Ministry of Finance sends Quảng Ninh province a package with <flaw>
    Then the axis accepts it
    And Quảng Ninh province finds the document exactly once
    When Quảng Ninh province fetches the document
    Then the package is the one that was sent, apart from the trace

    @AX-PKG-03
    Examples: order
      | flaw                          |
      | its elements in another order |

    @AX-PKG-04
    Examples: prefixes
      | flaw           |
      | no prefixes    |
      | another prefix |

    @AX-PKG-05
    Examples: a missing Bussiness means a new document
      | flaw                 |
      | no Bussiness element |

    @AX-PKG-06
    Examples: empty elements
      | flaw                 |
      | an empty ResponseFor |

    @AX-PKG-09
    Examples: values outside the code lists
      | flaw             |
      | steering type 0  |
      | document type 18 |

    @AX-PKG-11
    Examples: before the declaration
      | flaw              |
      | a byte order mark |

    @AX-TRC-02
    Examples: the way it came
      | flaw              |
      | two trace headers |

    @AX-TRC-05
    Examples: traces of other hands
      | flaw                          |
      | a trace header without OrganId |
      | a trace header naming “null”  |

    @AX-ATT-03
    Examples: identifiers of attachments
      | flaw                       |
      | content ids without “cid:” |

    @AX-ATT-04
    Examples: declared types
      | flaw                                     |
      | another type in the reference of the file |

  @AX-PKG-07
  Scenario: Elements nobody knows are passed on unchanged
    When the Ministry of Finance sends Quảng Ninh province a package with an element nobody knows
    Then the axis accepts it
    When Quảng Ninh province fetches the document
    Then the package contains "<edXML:TaskForce>12</edXML:TaskForce>"

  @AX-PKG-08
  Scenario: A package of the .NET builder is carried
    When the Ministry of Finance sends Quảng Ninh province a package with the shape of the .NET builder
    Then the axis accepts it
    And Quảng Ninh province finds the document exactly once

  @AX-PKG-10
  Scenario: A package without a Signature is carried
    When the Ministry of Finance sends a document to Quảng Ninh province
    Then the axis accepts it
    And Quảng Ninh province finds the document exactly once

  @AX-PKG-21
  Scenario: A package that names a receiver twice is refused with the receiver
    When the Ministry of Finance sends Quảng Ninh province a package with the same receiver twice
    Then the axis refuses it and names the code of Quảng Ninh province
    And Quảng Ninh province does not find the document

  @AX-PKG-15
  Scenario: An external entity is never read
    When the Ministry of Finance sends Quảng Ninh province a package with an external entity
    Then the axis refuses it
    And the answer does not contain "root:x:"

  Scenario Outline: A package with <flaw> is refused
    When the Ministry of Finance sends Quảng Ninh province a package with <flaw>
    Then the axis refuses it and names "<name>"
    And Quảng Ninh province does not find the document
    When the Ministry of Finance sends a document to Quảng Ninh province
    Then the axis accepts it

    @AX-PKG-12
    Examples: no XML
      | flaw                | name |
      | text that is no XML | XML  |

    @AX-PKG-13
    Examples: other namespaces
      | flaw                              | name  |
      | the namespace of an older schema  | e-doc |
      | the namespace of another schema   | go.vn |

    @AX-PKG-14
    Examples: other roots
      | flaw                 | name    |
      | another root element | EdXml   |
      | a foreign root       | VanBan  |

    @AX-PKG-15
    Examples: entities from elsewhere
      | flaw               | name    |
      | an external entity | DOCTYPE |

    @AX-PKG-16
    Examples: entities that multiply
      | flaw                   | name    |
      | entities that multiply | DOCTYPE |

    @AX-PKG-17
    Examples: missing parts
      | flaw           | name       |
      | no sender      | From       |
      | no receiver    | To         |
      | no code        | Code       |
      | no code number | CodeNumber |
      | no promulgation date | PromulgationDate |
      | no subject     | Subject    |
      | an empty subject | Subject  |

    @AX-PKG-18
    Examples: a day that does not exist
      | flaw                             | name             |
      | a promulgation date of 2014/02/30 | PromulgationDate |

    @AX-PKG-19
    Examples: a date in another order
      | flaw                             | name             |
      | a promulgation date of 30/10/2020 | PromulgationDate |

    @AX-PKG-20
    Examples: too long
      | flaw                          | name    |
      | a subject of 5,000 characters | Subject |

    @AX-ATT-08
    Examples: an attachment that is not whole
      | flaw                    | name         |
      | an attachment cut short | cong-van.pdf |

    @AX-ATT-09
    Examples: an attachment of another type
      | flaw                  | name         |
      | a ZIP declared as PDF | cong-van.pdf |

    @AX-ATT-10
    Examples: an attachment damaged before it was packed
      | flaw                         | name         |
      | a PDF passed through a text  | cong-van.pdf |

    @AX-ATT-11
    Examples: an attachment that swells
      | flaw       | name  |
      | a zip bomb | bytes |

    @AX-LIM-03
    Examples: nested too deep
      | flaw                         | name  |
      | ten thousand nested elements | levels |
