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

  Scenario Outline: After <mishap> the document is taken in all the same
    Given the document system under test will meet <mishap>
    When the Ministry of Justice sends document A to the document system under test
    And 30 minutes go by
    Then the document system under test takes in document A
    And the mishap has happened

    @DS-POLL-08
    Examples: the list
      | mishap                                   |
      | a page of HTML in place of its next list |
      | a next list that is no JSON              |
      | a next list that breaks off              |

    @DS-POLL-05
    Examples: the package
      | mishap                                        |
      | a broken connection at its next fetch         |
      | a package that breaks off at its next fetch   |

    @DS-ERR-04 @DS-POLL-05 @slow
    Examples: a slow line
      | mishap                                 |
      | a package that drips at its next fetch |

    @DS-ERR-06
    Examples: the acknowledgement
      | mishap                                   |
      | a lost answer to its next acknowledgement |

  @DS-POLL-06
  Scenario: A document that appears late in the list is found
    Given the document system under test will meet empty lists
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
    And the document system under test will meet HTTP 401 for every request
    Then the document system under test has made at most 20 calls

  @DS-POLL-10
  Scenario: The system calls less often while the axis fails
    Then the document system under test calls less often while the axis fails

  @DS-POLL-11 @clock
  Scenario: The system brings its directory up to date within a day
    Given it is 2020-06-10 09:00
    When everybody works until 2020-06-11 10:00
    Then the document system under test has asked for the directory
