Feature: What EMC counts
  EMC counts what citizens and agencies do with public services, each thing once, on the day it happened in Vietnam, machines apart
  from people (services §6.4, framework §3.5), and its numbers agree with what happened.

  Background:
    Given EMC measures the province's portal

  @MO-CNT-01
  Scenario: A page view of a citizen counts once
    When a citizen opens the page of "1.900001"
    Then EMC takes it
    And EMC counts 1 page views
    And EMC counts 0 machine views

  @MO-CNT-02
  Scenario: A page that is reloaded counts once
    When a citizen opens the page of "1.900001"
    And the same citizen reloads the page
    Then EMC takes it
    And EMC counts 1 page views

  @MO-CNT-02
  Scenario: A beacon that arrives twice counts once
    When a citizen opens the page of "1.900001"
    And the same beacon arrives again
    Then EMC takes it
    And EMC counts 1 page views

  @MO-CNT-02
  Scenario: A submission that is reported twice counts once
    When a citizen opens the page of "1.900001"
    And the citizen submits "1.900001"
    And the same beacon arrives again
    Then EMC counts 1 submissions

  @MO-CNT-03
  Scenario: A page opened again an hour later counts again
    When a citizen opens the page of "1.900001"
    And 1 hour pass
    And the same citizen reloads the page
    Then EMC counts 2 page views

  @MO-CNT-04
  Scenario: A search engine counts apart from people
    When a citizen opens the page of "1.900001"
    And a search engine opens the page of "1.900001"
    Then EMC counts 1 page views
    And EMC counts 1 machine views

  @MO-CNT-05 @clock
  Scenario: The day changes at midnight in Vietnam
    When a citizen opens the page of "1.900001"
    And 14 hours pass
    And 59 minutes pass
    And a citizen opens the page of "1.900001"
    Then EMC counts 2 page views today
    When 1 minutes pass
    And a citizen opens the page of "1.900001"
    Then EMC counts 1 page views today
    And EMC counts 2 page views yesterday

  @MO-CNT-06
  Scenario: The funnel from page view to returned result
    When 3 citizens open the page of "1.900001"
    And the citizen submits "1.900001"
    And the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received
    And the one-stop system reports online dossier "000.00.00.H49-261123-0001" as being processed
    And the one-stop system reports online dossier "000.00.00.H49-261123-0001" as returned
    Then EMC's funnel of "1.900001" is 3 > 1 > 1 > 1 > 1
    And EMC notes no finding

  @MO-CNT-06
  Scenario: A citizen who gives up submits nothing
    When a citizen opens the page of "1.900001"
    And the citizen gives up submitting "1.900001"
    Then EMC counts 0 submissions
    And EMC counts 1 abandoned submissions

  @MO-CNT-07
  Scenario: EMC's numbers equal what the one-stop system did
    When the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received
    And the one-stop system reports counter dossier "000.00.00.H49-261123-0002" as received
    And the one-stop system reports online dossier "000.00.00.H49-261123-0001" as being processed
    And the one-stop system reports online dossier "000.00.00.H49-261123-0001" as returned
    Then EMC counts 2 dossiers received
    And EMC counts 1 dossiers in processing
    And EMC counts 1 dossiers returned

  @MO-CNT-08
  Scenario: A message that is sent again counts once
    When the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received
    And the one-stop system sends the same message again
    Then EMC takes it
    And EMC counts 1 dossiers received

  @MO-CNT-08
  Scenario: A message whose answer is lost and that is sent again counts once
    Given the next "TrackingMCDT" to the usage measurement (EMC) arrives twice
    When the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received
    Then EMC counts 1 dossiers received

  @MO-CNT-09
  Scenario: The rate of online dossiers counts dossiers, not messages
    When the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received
    And the one-stop system reports online dossier "000.00.00.H49-261123-0001" as being processed
    And the one-stop system reports online dossier "000.00.00.H49-261123-0002" as received
    And the one-stop system reports counter dossier "000.00.00.H49-261123-0003" as received
    Then EMC's rate of online dossiers is "66.67 %"

  @MO-CNT-09
  Scenario: The rate of online payment counts what was paid
    When the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received and paid online
    And the one-stop system reports counter dossier "000.00.00.H49-261123-0002" as received
    Then EMC's rate of online payment is "100.00 %"

  @MO-CNT-10 @on-disk
  Scenario: Nothing that was acknowledged is lost in a crash
    When a citizen opens the page of "1.900001"
    And the one-stop system reports online dossier "000.00.00.H49-261123-0001" as received
    And EMC is killed and started again
    Then EMC counts 1 page views
    And EMC counts 1 dossiers received
