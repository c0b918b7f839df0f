Feature: Asking the axis
  Nothing is pushed to a document system: it asks. It asks often enough, for documents and statuses, loses nothing when an
  answer is broken or late, and does not make things worse when the axis refuses or fails: domain §3.2, §3.3 and §6.

  Background:
    Given the Ministry of Justice is connected to the axis
    And the document system under test is connected to the axis

  @DS-POLL-02
  Scenario: The system asks for documents and for statuses
    Then the document system under test asks for documents and for statuses

  @DS-POLL-01
  Scenario: The system asks for documents at least every five minutes
    Then the document system under test asks for documents again within 5 minutes

  Scenario Outline: When the next <operation> <happening>, the document is taken in all the same
    Given the next <operation> of the document system under test <happening>
    When the Ministry of Justice sends document A to the document system under test
    And 30 minutes go by
    Then the document system under test takes in document A

    @DS-POLL-08
    Examples: the list
      | operation           | happening                                     |
      | getReceivedEdocList | is answered by the page of another service    |
      | getReceivedEdocList | is answered with text that is no JSON         |
      | getReceivedEdocList | gets an answer that breaks off after 40 bytes |

    @DS-POLL-05
    Examples: the package
      | operation | happening                                      |
      | getEdoc   | is reset                                       |
      | getEdoc   | gets an answer that breaks off after 300 bytes |

    @DS-ERR-04 @DS-POLL-05 @slow
    Examples: a slow line
      | operation | happening                             |
      | getEdoc   | gets one byte of its answer a second  |

    @DS-ERR-06
    Examples: the acknowledgement
      | operation    | happening        |
      | updateStatus | loses its answer |

  @DS-POLL-06
  Scenario: A document that appears late in the list is found
    Given every getReceivedEdocList of the document system under test is answered with an empty list
    When the Ministry of Justice sends document A to the document system under test
    And 2 minutes go by
    And the axis is well again
    And 2 minutes go by
    Then the document system under test takes in document A

  @DS-POLL-07 @clock
  Scenario: After twenty days without a connection no window is longer than a week
    When 20 days pass
    And the Ministry of Justice sends document A to the document system under test
    Then the document system under test takes in document A
    And the document system under test has asked for no window longer than 7 days

  @DS-POLL-09
  Scenario: The system does not hammer the axis after it was refused
    Given the calls of the document system under test are counted
    And every call of the document system under test is answered with HTTP 401
    Then the document system under test has made at most 20 calls

  @DS-POLL-10
  Scenario: The system calls less often while the axis fails
    Then the document system under test calls less often while the axis fails

  @DS-POLL-11 @clock
  Scenario: The system brings its directory up to date within a day
    Given it is 2020-06-10 09:00
    When everybody works until 2020-06-11 10:00
    Then the document system under test has asked for the directory
