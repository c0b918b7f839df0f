Feature: Accounts and what is kept
  A locked account is out everywhere; one that nobody uses is warned and locked; refusals are logged without secrets.

  Background:
    Given Quảng Ninh province has a portal at the sign-on
    And citizen A has an account

  @ID-ACC-01
  Scenario: A locked account is out at once
    When citizen A logs in at the portal of Quảng Ninh province
    And the account of citizen A is locked by the operator
    Then the access token of Quảng Ninh province is no good any more
    When citizen A opens the login of the portal of Quảng Ninh province
    And citizen A types the right password
    Then citizen A is told that the account is locked

  @ID-ACC-02 @clock
  Scenario: Two years without a login bring two warnings and then the lock
    When citizen A logs in at the portal of Quảng Ninh province
    And 740 days pass
    And the sign-on looks after idle accounts
    Then citizen A has had 1 messages on the phone
    When 32 days pass
    And the sign-on looks after idle accounts
    Then citizen A has had 2 messages on the phone
    When 32 days pass
    And the sign-on looks after idle accounts
    And citizen A opens the login of the portal of Quảng Ninh province
    And citizen A types the right password
    Then citizen A is told that the account is locked

  @ID-KEEP-01
  Scenario: The log has the refusal and no secret
    When citizen A logs in at the portal of Quảng Ninh province
    And Quảng Ninh province redeems its code that it made up
    Then the log of the sign-on shows the refusal "invalid_grant"
    And the log of the sign-on holds nothing of citizen A that is secret

  @ID-KEEP-02
  Scenario: The numbers agree with a recount
    When citizen A logs in at the portal of Quảng Ninh province
    And Quảng Ninh province redeems its code that it made up
    And citizen A logs out at the portal of Quảng Ninh province
    Then the numbers of the sign-on agree with a recount

  @ID-KEEP-03 @on-disk
  Scenario: Tokens outlive a power cut and a used code stays used
    When citizen A logs in for Quảng Ninh province and the code waits
    And Quảng Ninh province redeems its code
    And the sign-on is killed and comes back
    Then the access token of Quảng Ninh province is good
    When Quảng Ninh province redeems its code a second time
    Then the sign-on refuses with "invalid_grant"
