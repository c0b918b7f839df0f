Feature: Logging in
  One account opens every portal: the person logs in at the sign-on, the portal gets a code and then knows who it is.

  Background:
    Given Quảng Ninh province has a portal at the sign-on
    And citizen A has an account

  @ID-SSO-01 @ID-SSO-02 @ID-SSO-03 @ID-SSO-05
  Scenario: A citizen logs in at the portal of a province
    When citizen A logs in at the portal of Quảng Ninh province
    Then the portal of Quảng Ninh province knows citizen A

  @ID-SSO-04
  Scenario: One login serves the second portal too
    Given the Ministry of Transport has a portal at the sign-on
    When citizen A logs in at the portal of Quảng Ninh province
    And citizen A opens the login of the portal of the Ministry of Transport
    Then the portal of the Ministry of Transport knows citizen A

  @ID-SSO-06
  Scenario: A deep link of the national portal leads straight to the procedure
    When citizen A logs in at the portal of Quảng Ninh province
    And citizen A follows a deep link to the portal of Quảng Ninh province
    Then the portal of Quảng Ninh province knows citizen A

  @ID-AUTH-08
  Scenario: A wrong password lets nobody in
    When citizen A opens the login of the portal of Quảng Ninh province
    And citizen A types a wrong password 1 times
    Then citizen A is asked for a password
    And nobody is logged in at the portal of Quảng Ninh province
    When citizen A types the right password
    Then the portal of Quảng Ninh province knows citizen A

  @ID-AUTH-09
  Scenario: After five wrong passwords the account rests for a while
    When citizen A opens the login of the portal of Quảng Ninh province
    And citizen A types a wrong password 5 times
    And citizen A types the right password
    Then citizen A is asked for a password
    And nobody is logged in at the portal of Quảng Ninh province

  @ID-AUTH-10
  Scenario: No text breaks out of the login page and nobody frames it
    When citizen A opens the login of the portal of Quảng Ninh province
    And citizen A types a script for a name
    Then the page for citizen A is safe to show

  @ID-AUTH-07
  Scenario: Who cancels is not logged in and the portal hears it
    When citizen A opens the login of the portal of Quảng Ninh province
    And citizen A cancels the login
    Then the portal of Quảng Ninh province lets nobody in: "access_denied"

  @ID-SSO-09
  Scenario: A citizen's account does not open the desk of officers
    Given Huế city has a desk for officers at the sign-on
    And officer A has an account
    When citizen A opens the login of the portal of Huế city
    And citizen A types the right password
    Then citizen A is asked for a password
    And nobody is logged in at the portal of Huế city
    When officer A logs in at the portal of Huế city
    Then the portal of Huế city knows officer A

  @ID-AUTH-11
  Scenario: A login below the level asked for gets no code
    Given citizen B has an account of level 2
    When citizen B logs in for Quảng Ninh province at level "LoA2"
    Then the sign-on sends the browser back to Quảng Ninh province with a code
    When citizen A logs in for Quảng Ninh province at level "LoA2"
    Then the sign-on sends the browser back to Quảng Ninh province with the error "unmet_authentication_requirements"

  @ID-SSO-07 @ID-SSO-08 @ID-SSO-10 @ID-SSO-11
  Scenario: A citizen logs in through VNeID and is the same person
    Given the sign-on sends people on to VNeID
    And VNeID knows citizen A
    When citizen A logs in at the portal of Quảng Ninh province through VNeID
    Then the portal of Quảng Ninh province knows citizen A
    And the claim "loginIdp" for the portal of Quảng Ninh province is "BCA"
    And the claim "loAs" for the portal of Quảng Ninh province is "LoA3"
