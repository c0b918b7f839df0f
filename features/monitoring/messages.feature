Feature: What EMC takes and refuses
  Messages come from browsers all over the country and from systems of many makers: what can be counted is counted, what is odd is
  noted, what cannot be counted is refused with the reason, and nobody's personal data is kept (services §6.4, ND 13/2023).

  Background:
    Given EMC measures the province's portal

  @MO-MSG-01
  Scenario: A message as documented is taken without a finding
    When the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received
    Then EMC takes it
    And EMC notes no finding

  @MO-MSG-02
  Scenario Outline: A message <flaw> is counted
    When the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received, <flaw>
    Then EMC takes it
    And EMC counts 1 dossiers received
    And EMC notes no finding

    Examples:
      | flaw                                   |
      | with keys in lower case first letters  |
      | with every value a text                |

  @MO-MSG-03
  Scenario: A user that is no JSON is noted, and the dossier counts
    When the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received, with a user that is no JSON
    Then EMC takes it
    And EMC counts 1 dossiers received
    And EMC notes the finding "user-not-json"

  @MO-MSG-04
  Scenario Outline: A message <flaw> is refused with the field
    When the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received, <flaw>
    Then EMC refuses it and names "<field>"
    And EMC counts 0 dossiers received

    Examples:
      | flaw                   | field       |
      | with status 7          | Status      |
      | without a site         | SiteId      |
      | without a procedure    | CodeTTHC    |
      | without a dossier code | CodeProfile |

  @MO-MSG-05
  Scenario Outline: <rubbish> harms nobody
    When EMC is sent <rubbish>
    Then EMC refuses it
    When the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received
    Then EMC takes it
    And EMC counts 1 dossiers received

    Examples:
      | rubbish                          |
      | no JSON at all                   |
      | a list instead of an object      |
      | a body of a megabyte             |
      | JSON nested ten thousand deep    |

  @MO-MSG-06
  Scenario: The outcome "-1" that some pages write is no submission
    When a citizen opens the page of "1.900001"
    And the page reports the outcome "-1" of "1.900001"
    Then EMC takes it
    And EMC counts 0 submissions
    And EMC notes the finding "value"

  @MO-MSG-07
  Scenario: A level above the one a service is published at is noted
    When the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received, at level 4 for a service of level 3
    Then EMC takes it
    And EMC notes the finding "level-above-grade"

  @MO-MSG-08
  Scenario: A result returned for a dossier that was never received is noted
    When the one-stop system reports online dossier "000.00.00.H49-261123-0001" as returned
    Then EMC takes it
    And EMC notes the finding "never-received"

  @MO-PRV-01
  Scenario Outline: <what> in a page's address is noticed and kept nowhere
    When a citizen's page address carries <what>
    Then EMC notes the finding "<rule>"
    And EMC shows the personal data nowhere

    Examples:
      | what                   | rule            |
      | a personal number      | personal-number |
      | an old identity number | personal-number |
      | a telephone number     | personal-phone  |
      | a mail address         | personal-mail   |

  @MO-PRV-02
  Scenario: A personal number as a message's user is noticed and kept nowhere
    When the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received with a personal number as its user
    Then EMC notes the finding "personal-number"
    And EMC shows the personal data nowhere
