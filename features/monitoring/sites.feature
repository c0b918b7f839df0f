Feature: The sites EMC measures
  A site reports once it is registered and has its code; EMC shows whether both its feeds speak, without gaps, and whether what its
  agency reports agrees with what was measured (CV 5901/BTTTT-CĐSQG, framework §3.5).

  @MO-SITE-01
  Scenario: A page of a foreign host cannot report for a site
    Given EMC measures the province's portal
    When a page of "dichvucong.gia-mao.example" reports for the province's portal
    Then EMC refuses it
    And EMC counts 0 page views
    And EMC's log holds 1 refusals

  @MO-SITE-01
  Scenario: A host that only looks like the site's cannot report for it
    Given EMC measures the province's portal
    When a page of "dichvucong.quangninh.example@gia-mao.example" reports for the province's portal
    Then EMC refuses it
    And EMC counts 0 page views

  @MO-SITE-02
  Scenario: A site that nobody registered is refused
    Given EMC measures the province's portal
    When a page reports for a site that nobody registered
    Then EMC refuses it
    And EMC counts 0 page views

  @MO-SITE-02
  Scenario: A one-stop system of a site that nobody registered is refused
    Given EMC measures the province's portal
    When the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received, for an unknown site
    Then EMC refuses it
    And EMC counts 0 dossiers received

  @MO-SITE-03
  Scenario: A site reports from the day its code is issued
    Given EMC knows the province's portal and has issued no code
    When a citizen opens the page of "1.900001"
    Then EMC refuses it
    When the operator issues the code
    And a citizen opens the page of "1.900001"
    Then EMC takes it
    And EMC counts 1 page views

  @MO-SITE-04
  Scenario: A site's state follows its two feeds
    Given EMC measures the province's portal
    Then EMC shows the province's portal as waiting with its code
    When a citizen opens the page of "1.900001"
    Then EMC shows the province's portal as connected in part
    When the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received
    Then EMC shows the province's portal as connected

  @MO-SITE-05 @clock
  Scenario: A feed that falls silent is an interruption
    Given EMC measures the province's portal
    When a citizen opens the page of "1.900001"
    And the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received
    And 2 days pass
    Then EMC shows the province's portal as interrupted
    And EMC shows 1 gaps longer than 24 hours
    When a citizen opens the page of "1.900001"
    Then EMC shows the province's portal as connected

  @MO-SITE-06
  Scenario: A figure that agrees is found right
    Given EMC measures the province's portal
    When the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received
    And the agency reports 1 dossiers received of today
    Then EMC finds the figure of dossiers received right

  @MO-SITE-06
  Scenario: A figure that deviates is flagged
    Given EMC measures the province's portal
    When the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received
    And the agency reports 2 dossiers received of today
    Then EMC flags the figure of dossiers received

  @MO-SITE-07
  Scenario: A site is verified only when its figures agree, and published only then
    Given EMC measures the province's portal
    When a citizen opens the page of "1.900001"
    And the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received
    And the agency reports 5 dossiers received of today
    And the operator has the site verified
    Then EMC shows the province's portal as connected
    When the operator has the site published
    Then EMC shows the province's portal as connected
    When the agency reports 1 dossiers received of today
    And the operator has the site verified
    Then EMC shows the province's portal as verified
    When the operator has the site published
    Then EMC shows the province's portal as published
