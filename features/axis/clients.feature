Feature: The clients of the field
  The axis serves the clients that exist: each habit below was seen in a real one and is allowed by the rules (the table of
  temperaments says where). The agency's own document system acts here, not a hand-made request.

  Background:
    Given Lâm Đồng province is connected to the axis

  Scenario Outline: A client with the habit “<habit>” is served
    Given the Ministry of Justice is connected to the axis with the habit "<habit>"
    When the Ministry of Justice sends a letter of its own to Lâm Đồng province
    Then 1 documents wait for Lâm Đồng province
    When Lâm Đồng province sends a document to the Ministry of Justice
    And the Ministry of Justice works through what has arrived
    Then 0 documents wait for the Ministry of Justice
    And Lâm Đồng province receives status 03 from the Ministry of Justice

    @AX-SEND-01
    Examples: sound
      | habit |
      | sound |

    @AX-AUTH-07
    Examples: the file hash of the operator's library
      | habit             |
      | sdk-unpadded-hash |
      | sdk               |

    @AX-SEND-04
    Examples: a line end after the package
      | habit         |
      | trailing-crlf |

    @AX-AUTH-09
    Examples: one timestamp for a whole session
      | habit           |
      | stale-timestamp |

    @AX-AUTH-14
    Examples: headers of earlier calls
      | habit           |
      | leaking-headers |

    @AX-AUTH-13
    Examples: names in lower case
      | habit            |
      | lower-case-docid |

    @AX-PKG-08
    Examples: the .NET builder
      | habit  |
      | dotnet |

    @AX-PKG-04
    Examples: no prefixes
      | habit     |
      | no-prefix |

    @AX-PKG-05
    Examples: no business part
      | habit       |
      | no-business |

    @AX-PKG-06
    Examples: an empty element
      | habit              |
      | empty-response-for |

    @AX-PKG-11
    Examples: before the declaration
      | habit           |
      | byte-order-mark |

    @AX-ATT-02
    Examples: zipped attachments
      | habit           |
      | zips-everything |

    @AX-STA-06
    Examples: statuses without a name
      | habit    |
      | no-staff |
