Feature: A new card for an old one
  An exchange keeps the licence and changes its card: issued once for an application that was received, the old card taken back, the
  result due within five working days (QĐ 545/QĐ-BGTVT, services §5.2).

  Background:
    Given Quảng Ninh's Department of Transport is connected to the licence system
    And a citizen applies to Quảng Ninh's Department of Transport for a new card

  @LI-SUB-01
  Scenario: An application that is handed in twice is one application
    When the same application is handed in again
    Then the licence system accepts it
    When Quảng Ninh's Department of Transport asks for the latest applications
    Then the list holds 1 applications

  @LI-DUE-01
  Scenario: The result is due five working days after reception
    When Quảng Ninh's Department of Transport reports the application as received
    Then the licence system accepts it
    When Quảng Ninh's Department of Transport asks for the application
    Then the application is due in 5 working days

  @LI-STA-01
  Scenario: An application moves forward
    When Quảng Ninh's Department of Transport reports the application as received
    Then the licence system accepts it
    When Quảng Ninh's Department of Transport reports the application as being processed
    Then the licence system accepts it
    When Quảng Ninh's Department of Transport reports the application as processed
    Then the licence system accepts it
    When Quảng Ninh's Department of Transport reports the application as returned
    Then the licence system accepts it

  @LI-STA-02
  Scenario: An application cannot be returned before it is received
    When Quảng Ninh's Department of Transport reports the application as returned
    Then the licence system refuses it

  @LI-STA-02
  Scenario: What was refused stays refused
    When Quảng Ninh's Department of Transport reports the application as refused
    Then the licence system accepts it
    When Quảng Ninh's Department of Transport reports the application as being processed
    Then the licence system refuses it

  @LI-CARD-01
  Scenario: The licence gets a new card
    When Quảng Ninh's Department of Transport reports the application as received
    And Quảng Ninh's Department of Transport has the new card issued
    Then the licence system accepts it
    And the applicant's licence has a new card, issued today

  @LI-CARD-02
  Scenario: No card is issued before the application is received
    When Quảng Ninh's Department of Transport has the new card issued
    Then the licence system refuses it
    And the applicant's licence has its old card

  @LI-CARD-03
  Scenario: A card is issued once, however often it is asked for
    When Quảng Ninh's Department of Transport reports the application as received
    And Quảng Ninh's Department of Transport has the new card issued
    And Quảng Ninh's Department of Transport has the new card issued
    Then the licence system accepts it
    And it is still the same new card

  @LI-CARD-03
  Scenario: A call for a card that arrives twice issues one
    Given the next "DoiGPLX" to the national driving-licence system arrives twice
    When Quảng Ninh's Department of Transport reports the application as received
    And Quảng Ninh's Department of Transport has the new card issued
    Then it is still the same new card

  @LI-CARD-04
  Scenario: The old card is taken back, once
    When Quảng Ninh's Department of Transport reports the application as received
    And Quảng Ninh's Department of Transport has the new card issued
    And Quảng Ninh's Department of Transport takes the old card back
    Then the licence system accepts it
    When Quảng Ninh's Department of Transport takes the old card back
    Then the licence system refuses it

  @LI-CARD-04
  Scenario: A card that was not replaced cannot be taken back
    When Quảng Ninh's Department of Transport takes the old card back
    Then the licence system refuses it

  @LI-LOOK-01
  Scenario: A licence is shown to who asks for its holder
    When the portal looks up the applicant's licence
    Then the licence system accepts it

  @LI-LOOK-02
  Scenario: A licence is not shown under somebody else's number
    When the portal looks up the applicant's licence for somebody else
    Then the licence system refuses it

  @LI-KEEP-01 @on-disk
  Scenario: Nothing that was acknowledged is lost in a crash
    When Quảng Ninh's Department of Transport reports the application as received
    And Quảng Ninh's Department of Transport has the new card issued
    And the licence system is killed and started again
    Then it is still the same new card
    When Quảng Ninh's Department of Transport asks for the latest applications
    Then the list holds the application
