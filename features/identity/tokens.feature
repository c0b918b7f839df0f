Feature: Codes and tokens
  A code is good once, for a short time, for the portal that asked; a token says who logged in, and ends.

  Background:
    Given Quảng Ninh province has a portal at the sign-on
    And citizen A has an account

  @ID-DISC-01
  Scenario: The sign-on publishes its addresses
    Then Quảng Ninh province finds the addresses of the sign-on

  @ID-DISC-02
  Scenario: The sign-on publishes its keys
    Then Quảng Ninh province finds the keys of the sign-on

  @ID-DISC-03
  Scenario: Old tokens are believed and new ones too when the keys change
    When citizen A logs in for Quảng Ninh province and the code waits
    And Quảng Ninh province redeems its code
    And the sign-on changes its keys
    Then the ID token of Quảng Ninh province is sound
    When citizen A logs in for Quảng Ninh province and the code waits
    And Quảng Ninh province redeems its code
    Then the ID token of Quảng Ninh province is sound

  @ID-TOK-01
  Scenario: The ID token is for the portal alone and in force
    When citizen A logs in for Quảng Ninh province and the code waits
    And Quảng Ninh province redeems its code
    Then the ID token of Quảng Ninh province is sound

  @ID-TOK-02
  Scenario: The ID token carries the nonce
    When citizen A logs in for Quảng Ninh province and the code waits
    And Quảng Ninh province redeems its code
    Then the ID token of Quảng Ninh province carries the nonce of its request

  @ID-TOK-03
  Scenario: The ID token is signed with a published key
    When citizen A logs in for Quảng Ninh province and the code waits
    And Quảng Ninh province redeems its code
    Then the ID token of Quảng Ninh province is signed with "RS256"

  @ID-TOK-04
  Scenario: The ID token tells the level that was reached
    When citizen A logs in for Quảng Ninh province and the code waits
    And Quảng Ninh province redeems its code
    Then the ID token of Quảng Ninh province tells the level "LoA1"

  @ID-TOK-12
  Scenario: A portal that wants ES256 gets it
    Given Huế city has a portal at the sign-on that wants ES256
    When citizen A logs in for Huế city and the code waits
    And Huế city redeems its code
    Then the ID token of Huế city is signed with "ES256"

  @ID-CODE-01
  Scenario: A code is good once
    When citizen A logs in for Quảng Ninh province and the code waits
    And Quảng Ninh province redeems its code
    And Quảng Ninh province redeems its code a second time
    Then the sign-on refuses with "invalid_grant"

  @ID-CODE-02
  Scenario: The second use of a code ends the tokens of the first
    When citizen A logs in for Quảng Ninh province and the code waits
    And Quảng Ninh province redeems its code
    And Quảng Ninh province redeems its code a second time
    Then the access token of Quảng Ninh province is no good any more

  @ID-CODE-03
  Scenario: A code of another portal is refused
    Given Huế city has a portal at the sign-on
    When citizen A logs in for Quảng Ninh province and the code waits
    And Huế city redeems the code of Quảng Ninh province
    Then the sign-on refuses with "invalid_grant"

  @ID-CODE-04
  Scenario: A code with another redirect address is refused
    When citizen A logs in for Quảng Ninh province and the code waits
    And Quảng Ninh province redeems its code with another redirect address
    Then the sign-on refuses with "invalid_grant"

  @ID-CODE-05
  Scenario Outline: A code <misuse> is refused
    When citizen A logs in for Quảng Ninh province and the code waits
    And Quảng Ninh province redeems its code <misuse>
    Then the sign-on refuses with "invalid_grant"

    Examples:
      | misuse                                 |
      | without the verifier of its challenge  |
      | with the verifier of another challenge |

  @ID-CODE-06 @clock
  Scenario: A code ends within ten minutes
    When citizen A logs in for Quảng Ninh province and the code waits
    And 11 minutes pass
    And Quảng Ninh province tries to redeem its code
    Then the sign-on refuses with "invalid_grant"

  @ID-CODE-07
  Scenario: A portal that does not show its secret gets nothing
    When citizen A logs in for Quảng Ninh province and the code waits
    And Quảng Ninh province redeems its code with a wrong client secret
    Then the sign-on refuses with "invalid_client"

  @ID-CODE-08
  Scenario: A made-up code is refused
    When Quảng Ninh province redeems its code that it made up
    Then the sign-on refuses with "invalid_grant"

  @ID-CODE-08
  Scenario: An unknown grant type is refused
    When citizen A logs in for Quảng Ninh province and the code waits
    And Quảng Ninh province redeems its code under an unknown grant type
    Then the sign-on refuses with "unsupported_grant_type"

  @ID-TOK-05
  Scenario: Introspection knows a token in force
    When citizen A logs in at the portal of Quảng Ninh province
    Then the access token of Quảng Ninh province is good

  @ID-TOK-06
  Scenario: Introspection tells another portal nothing
    Given Huế city has a portal at the sign-on
    When citizen A logs in at the portal of Quảng Ninh province
    Then Huế city learns nothing about the access token of Quảng Ninh province

  @ID-TOK-07 @clock
  Scenario: An access token ends
    When citizen A logs in at the portal of Quảng Ninh province
    And 2 days pass
    Then the access token of Quảng Ninh province is no good any more

  @ID-TOK-08
  Scenario: A revoked token is over
    When citizen A logs in at the portal of Quảng Ninh province
    And Quảng Ninh province revokes its access token
    Then the access token of Quảng Ninh province is no good any more

  @ID-TOK-09
  Scenario: A refresh token that is shown again ends them all
    When citizen A logs in for Quảng Ninh province and the code waits
    And Quảng Ninh province redeems its code
    And Quảng Ninh province refreshes its tokens
    Then the access token of Quảng Ninh province is good
    When Quảng Ninh province shows its first refresh token again
    Then the sign-on refuses with "invalid_grant"
    And the access token of Quảng Ninh province is no good any more

  @ID-TOK-10
  Scenario: Who sends an ID token to be revoked hears that nothing was
    Given Huế city has a portal at the sign-on that sends its ID token where a token is revoked
    When citizen A logs in at the portal of Huế city
    And Huế city revokes its access token
    Then the sign-on refuses with "unsupported_token_type"
    And the access token of Huế city is good

  @ID-TOK-11
  Scenario: A blank behind a parameter's name does no harm
    Given Huế city has a portal at the sign-on that writes a blank behind the name token_type_hint
    When citizen A logs in at the portal of Huế city
    And Huế city revokes its access token
    Then the access token of Huế city is no good any more
