Feature: Who may speak, and in whose name
  The connection is authenticated and every request signed: an HMAC over the signed headers exactly as received (the
  operator's library, QĐ 28/2018/QĐ-TTg Art. 6.1 and 13.2).

  Background:
    Given the Ministry of Home Affairs is connected to the axis
    And Cao Bằng province is connected to the axis

  @AX-AUTH-01
  Scenario: A request without credentials is refused
    When somebody calls getAgenciesList without credentials at the Ministry of Home Affairs
    Then the axis refuses it
    And the answer has the HTTP status 401
    When somebody calls getReceivedEdocList without credentials at the Ministry of Home Affairs
    Then the axis refuses it
    And the answer has the HTTP status 401

  Scenario Outline: A request with <trouble> is refused
    When the Ministry of Home Affairs asks for the directory with <trouble>
    Then the axis refuses it
    And the answer has the HTTP status 401
    And the answer contains no secret
    When the Ministry of Home Affairs sends Cao Bằng province a document with <trouble>
    Then the axis refuses it
    And the answer has the HTTP status 401
    And Cao Bằng province does not find the document

    @AX-AUTH-02 @AX-SEC-04
    Examples: the secret
      | trouble        |
      | a wrong secret |

    @AX-AUTH-03
    Examples: the system
      | trouble              |
      | an unknown system id |

    @AX-AUTH-05
    Examples: what was signed is not what was sent
      | trouble                        |
      | a header changed after signing |
      | a signed header sent twice     |
      | no signature                   |
      | no signed headers              |

  @AX-AUTH-05
  Scenario: Receivers that were not signed are not believed
    When the Ministry of Home Affairs sends Cao Bằng province a document with its receivers changed after signing
    Then the axis refuses it
    And the answer has the HTTP status 401

  @AX-AUTH-10
  Scenario Outline: A request is refused for <trouble>
    When the Ministry of Home Affairs asks for the directory with <trouble>
    Then the axis refuses it and names "timestamp"

    Examples:
      | trouble                     |
      | a timestamp two days old    |
      | a timestamp two hours ahead |
      | a timestamp that is no time |

  Scenario Outline: A request with <trouble> is taken
    When the Ministry of Home Affairs sends Cao Bằng province a document with <trouble>
    Then the axis accepts it
    And Cao Bằng province finds the document exactly once

    @AX-AUTH-04
    Examples: the order of the signed headers is the client's
      | trouble                                |
      | its signed headers in another order    |

    @AX-AUTH-07
    Examples: the operator's library does not pad
      | trouble               |
      | an unpadded file hash |

    @AX-AUTH-08
    Examples: other libraries do
      | trouble            |
      | a padded file hash |

    @AX-AUTH-09
    Examples: one timestamp for a whole session
      | trouble                   |
      | a timestamp two hours old |

  @AX-AUTH-06
  Scenario Outline: A package with <trouble> is refused
    When the Ministry of Home Affairs sends Cao Bằng province a document with <trouble>
    Then the axis refuses it and names "hash"
    And Cao Bằng province does not find the document

    Examples:
      | trouble                          |
      | the file hash of another package |
      | a body changed on the way        |

  @AX-AUTH-11
  Scenario: A replayed send makes no second document
    Given the next sendEdoc of the Ministry of Home Affairs arrives twice
    When the Ministry of Home Affairs sends a document to Cao Bằng province
    Then Cao Bằng province finds the document exactly once

  @AX-AUTH-12 @embedded
  Scenario: After a change of secret only the new one is taken
    When the secret of the Ministry of Home Affairs is changed on the axis
    And the Ministry of Home Affairs asks for the directory
    Then the answer has the HTTP status 401
    When the Ministry of Home Affairs asks for the directory with the new secret
    Then the axis accepts it

  @AX-AUTH-13
  Scenario: The case of header names and of eDoc does not matter
    When Cao Bằng province sends a document to the Ministry of Home Affairs
    And the Ministry of Home Affairs asks for its documents with names in another case
    Then the axis accepts it
    And the answer lists 1 items

  @AX-AUTH-14
  Scenario: Headers left over from earlier calls are ignored
    When Cao Bằng province sends a document to the Ministry of Home Affairs
    And the Ministry of Home Affairs asks for its documents with headers left over from earlier calls
    Then the axis accepts it
    And the answer lists 1 items

  @AX-AUTH-15
  Scenario: Nobody sends in the name of another agency
    Given the Government Office is connected to the axis
    When the Ministry of Home Affairs sends a document to Cao Bằng province in the name of the Government Office
    Then the axis refuses it and names the codes of the Ministry of Home Affairs and the Government Office

  @AX-AUTH-16
  Scenario: Nobody fetches what belongs to another agency
    Given Huế city is connected to the axis
    When the Ministry of Home Affairs sends a document to Cao Bằng province
    And Huế city tries to fetch the document of Cao Bằng province
    Then the axis refuses it
    And the answer shows nothing of the document
    When Huế city tries to download the document of Cao Bằng province
    Then the axis refuses it
    And the answer shows nothing of the document

  @AX-AUTH-17
  Scenario: Nobody acknowledges what belongs to another agency
    Given Huế city is connected to the axis
    When the Ministry of Home Affairs sends a document to Cao Bằng province
    And Huế city tries to acknowledge the document of Cao Bằng province
    Then the axis refuses it
    And Cao Bằng province finds the document exactly once
