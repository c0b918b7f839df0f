Feature: Exchanging a driving licence
  The first nationwide service of the portal (9 December 2019): a citizen, the population database, a connected hospital, the portal, the
  province's Department of Transport, the licence system and the post (services §5.2). Its fee changed on 1 January 2026.

  Background:
    Given Quảng Ninh's Department of Transport is connected to the licence system

  @LI-FEE-01 @clock
  Scenario Outline: The fee of an online application on <day> is <fee> đồng
    Given it is <day> 09:00
    And a citizen applies to Quảng Ninh's Department of Transport for a new card
    Then the fee is <fee> đồng

    Examples:
      | day        | fee     |
      | 2023-12-01 | 115,000 |
      | 2025-12-31 | 115,000 |
      | 2026-01-01 | 135,000 |

  @LI-JRN-01 @clock
  Scenario: From the citizen's application to the card in the citizen's hands
    Given a citizen applies to Quảng Ninh's Department of Transport for a new card
    When a connected hospital examines the applicant
    And the population database confirms the applicant
    And Quảng Ninh's Department of Transport asks for the latest applications
    Then the list holds the application
    And Quảng Ninh's Department of Transport can fetch every paper as it was handed in
    And the applicant's health certificate holds
    When Quảng Ninh's Department of Transport reports the application as received
    Then the licence system accepts it
    When Quảng Ninh's Department of Transport asks for the application
    Then the application is due in 5 working days
    When Quảng Ninh's Department of Transport reports the application as being processed
    And 2 days pass
    And Quảng Ninh's Department of Transport logs in
    And Quảng Ninh's Department of Transport has the new card issued
    Then the licence system accepts it
    When Quảng Ninh's Department of Transport reports the application as processed
    And the new card is handed to the post
    And the postman delivers it
    And Quảng Ninh's Department of Transport takes the old card back
    Then the licence system accepts it
    When Quảng Ninh's Department of Transport reports the application as returned
    Then the licence system accepts it
