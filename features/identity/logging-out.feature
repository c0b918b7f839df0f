Feature: Logging out
  Logout is for all systems: the session at the sign-on ends, its tokens end, and the other portals hear of it.

  Background:
    Given Quảng Ninh province has a portal at the sign-on
    And Huế city has a portal at the sign-on
    And citizen A has an account
    When citizen A logs in at the portal of Quảng Ninh province
    And citizen A logs in at the portal of Huế city

  @ID-OUT-01
  Scenario: After logout the password is asked for again
    When citizen A logs out at the portal of Quảng Ninh province
    Then citizen A is back at the portal of Quảng Ninh province
    When citizen A opens the login of the portal of Huế city
    Then citizen A is asked for a password

  @ID-OUT-02
  Scenario: The other portals hear of a logout
    When citizen A logs out at the portal of Quảng Ninh province
    Then nobody is logged in at the portal of Huế city

  @ID-OUT-06
  Scenario: The tokens of the session end with it
    When citizen A logs out at the portal of Quảng Ninh province
    Then the access token of Huế city is no good any more

  @ID-OUT-03
  Scenario: A logout link leads to no foreign address
    When citizen A follows a logout link of Quảng Ninh province with a foreign address to go to

  @ID-OUT-04
  Scenario Outline: A logout link with <hint> logs nobody out
    When citizen A follows a logout link of Quảng Ninh province with <hint>
    Then citizen A is still logged in at the portal of Quảng Ninh province

    Examples:
      | hint                             |
      | no token                         |
      | a token without a signature      |
      | a token with a changed signature |
      | a token of another portal        |

  @ID-OUT-05
  Scenario: A portal that cannot be told is told later
    Given the portal of Huế city cannot hear notices
    When citizen A logs out at the portal of Quảng Ninh province
    And the portal of Huế city can hear notices again
    Then nobody is logged in at the portal of Huế city
