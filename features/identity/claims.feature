Feature: What portals are told
  The claims of an account are those of VNConnect; a person is found by TechID, whatever number or address changes.

  Background:
    Given Quảng Ninh province has a portal at the sign-on
    And citizen A has an account

  @ID-CLM-01
  Scenario: Every claim reaches the portal as it is kept
    When citizen A logs in at the portal of Quảng Ninh province
    Then the portal of Quảng Ninh province was told everything about citizen A

  @ID-CLM-02
  Scenario: The claims are those of the person in the token
    When citizen A logs in at the portal of Quảng Ninh province
    Then the portal of Quảng Ninh province knows citizen A
    And the ID token of Quảng Ninh province is sound

  @ID-CLM-03
  Scenario Outline: <shown> opens no claims
    When citizen A logs in at the portal of Quảng Ninh province
    And Quảng Ninh province asks for claims with <shown>
    Then the sign-on gives no claims

    Examples:
      | shown              |
      | nothing            |
      | a token it made up |
      | its ID token       |
      | its refresh token  |

  @ID-CLM-04
  Scenario: A token in an address opens nothing
    When citizen A logs in at the portal of Quảng Ninh province
    And Quảng Ninh province asks for claims with its access token in the address
    Then the sign-on gives no claims

  @ID-CLM-05
  Scenario: A person without an e-mail address logs in
    Given citizen B has an account without an e-mail address
    When citizen B logs in at the portal of Quảng Ninh province
    Then the portal of Quảng Ninh province knows citizen B

  @ID-CLM-06
  Scenario: A business with a short name logs in
    Given business A has an account
    When business A logs in at the portal of Quảng Ninh province
    Then the portal of Quảng Ninh province was told everything about business A
    And the claim "LoaiTaiKhoan" for the portal of Quảng Ninh province is "2"

  @ID-CLM-07
  Scenario: A person with a new identification number is the same account
    When citizen A logs in at the portal of Quảng Ninh province
    And citizen A gets a new identification number
    And citizen A logs out at the portal of Quảng Ninh province
    And citizen A logs in at the portal of Quảng Ninh province
    Then the portal of Quảng Ninh province was told everything about citizen A
    And the portal of Quảng Ninh province has 1 accounts
