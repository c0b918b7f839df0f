Feature: What others write
  Packages come from many producers: without Bussiness, in another order, with other prefixes, with text null in a trace.
  The document system takes in what says what it must: domain §1 and §6.

  Background:
    Given the Ministry of Justice is connected to the axis
    And the document system under test is connected to the axis

  Scenario Outline: A document with <flaw> is taken in
    When document A from the Ministry of Justice reaches the document system under test with <flaw>
    Then the document system under test takes in document A
    When the clerk of the document system under test accepts document A
    Then the document system under test does not answer document A with status 02

    @DS-TOL-01
    Examples: no kind of business
      | flaw                 |
      | no Bussiness element |

    @DS-TOL-02
    Examples: the order of elements
      | flaw                          |
      | its elements in another order |

    @DS-TOL-03
    Examples: prefixes
      | flaw           |
      | no prefixes    |
      | another prefix |

    @DS-TOL-04
    Examples: traces
      | flaw                           |
      | a trace header without OrganId |
      | a trace header naming “null”   |

    @DS-TOL-05
    Examples: empty elements
      | flaw                 |
      | an empty ResponseFor |

    @DS-TOL-08
    Examples: numbers outside their lists
      | flaw             |
      | document type 18 |
      | steering type 0  |

    @DS-TOL-09
    Examples: extensions
      | flaw                   |
      | an element nobody knows |

    @DS-TOL-10
    Examples: what stands before the XML
      | flaw              |
      | a byte order mark |

  @DS-TOL-06
  Scenario: A document without a Signature element is taken in
    When the Ministry of Justice sends document A to the document system under test
    Then the document system under test takes in document A
    When the clerk of the document system under test accepts document A
    Then the document system under test does not answer document A with status 02

  @DS-TOL-07
  Scenario Outline: A document of an agency with the code <code> is taken in
    When an agency with the code "<code>" sends document A to the document system under test
    Then the document system under test takes in document A

    Examples:
      | code          |
      | H37.02.02     |
      | 000.02.37.H37 |

  @DS-TOL-11
  Scenario Outline: A document with <flaw> is not registered
    When document A from the Ministry of Justice reaches the document system under test with <flaw>
    And the clerk of the document system under test tries to do this with document A: accepts
    Then the document system under test does not answer document A with status 03

    Examples:
      | flaw                              |
      | a promulgation date of 2014/02/30 |
      | a promulgation date of 30/10/2020 |
