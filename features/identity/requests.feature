Feature: Wrong requests
  A request that is wrong is refused where it may be told: to the person when the address is not the portal's, else to the portal.

  Background:
    Given Quảng Ninh province has a portal at the sign-on

  @ID-AUTH-01
  Scenario Outline: A request with <flaw> sends the browser nowhere
    When a browser asks the sign-on for Quảng Ninh province with <flaw>
    Then the sign-on tells the person and sends the browser to no foreign place

    Examples:
      | flaw                                                    |
      | a redirect address on a foreign host                    |
      | a redirect address that is longer than the registered one |

  @ID-AUTH-02
  Scenario: A request of an unregistered client sends the browser nowhere
    When a browser asks the sign-on for Quảng Ninh province with a client nobody registered
    Then the sign-on tells the person and sends the browser to no foreign place

  @ID-AUTH-03
  Scenario: An unknown response type goes back with its error and state
    When a browser asks the sign-on for Quảng Ninh province with the response type token
    Then the sign-on sends the browser back to Quảng Ninh province with the error "unsupported_response_type"

  @ID-AUTH-04
  Scenario: A request without the scope openid goes back with its error
    When a browser asks the sign-on for Quảng Ninh province with no scope openid
    Then the sign-on sends the browser back to Quảng Ninh province with the error "invalid_scope"

  @ID-AUTH-05
  Scenario: Nobody is bothered with prompt none
    When a browser asks the sign-on for Quảng Ninh province with prompt none while nobody is logged in
    Then the sign-on sends the browser back to Quảng Ninh province with the error "login_required"

  @ID-AUTH-06
  Scenario: A challenge that is not hashed is refused
    When a browser asks the sign-on for Quảng Ninh province with a challenge that is not hashed
    Then the sign-on sends the browser back to Quảng Ninh province with the error "invalid_request"
