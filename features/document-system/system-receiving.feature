Feature: Receiving documents
  The document system of a ministry or province fetches by itself what is sent to its agency, checks it, answers the
  sender, and takes each document into its register once: QĐ 28/2018/QĐ-TTg Art. 5, 6 and 9, NĐ 30/2020/NĐ-CP Art. 21 and 22.

  Background:
    Given the Ministry of Justice is connected to the axis
    And the document system under test is connected to the axis

  @DS-REG-01 @DS-STA-01
  Scenario: A document sent to the agency is fetched and its arrival reported
    When the Ministry of Justice sends document A to the document system under test
    Then the document system under test takes in document A
    And the Ministry of Justice is given status 01 for document A by the document system under test

  @DS-POLL-03
  Scenario: A document is marked as done only after it was fetched
    When the Ministry of Justice sends document A to the document system under test
    Then the document system under test tells the axis that document A is done

  @DS-REG-06
  Scenario: Documents of equal urgency are accepted in the order of their arrival
    When the Ministry of Justice sends document A to the document system under test
    And the Ministry of Justice sends document B to the document system under test
    And the clerks of the document system under test accept what waits
    Then the document system under test answers document A before document B with status 03

  @DS-REG-07
  Scenario: A document whose fields are as long as the register allows is taken in
    When the Ministry of Justice sends document A to the document system under test with
      | field    | value |
      | number   | 12345678901 |
      | notation | QĐ-BTP-TCCB-VP-ĐKGD-QLN-TH-KHT |
      | subject  | Về việc phối hợp tiếp nhận và xử lý văn bản điện tử liên thông giữa các bộ, ngành, địa phương qua Trục liên thông văn bản quốc gia; Về việc phối hợp tiếp nhận và xử lý văn bản điện tử liên thông giữa các bộ, ngành, địa phương qua Trục liên thông văn bản quốc gia; Về việc phối hợp tiếp nhận và xử lý văn bản điện tử liên thông giữa các bộ, ngành, địa phương qua Trục liên thông văn bản quốc gia; Về việc phối hợp tiếp nhận và xử lý văn bản điện tử liên thông giữa các bộ, ngành, địa phương qua Trục l |
    And the clerk of the document system under test accepts document A
    Then the document system under test answers document A with status 03

  @DS-RECV-06
  Scenario: A document to several receivers is taken in by one that is not named first
    Given Lâm Đồng province is connected to the axis
    When the Ministry of Justice sends a document to Lâm Đồng province and the document system under test
    Then the document system under test takes in the document
    When the clerk of the document system under test accepts the document
    Then the document system under test answers the document with status 03

  @DS-RECV-04
  Scenario: A document is accepted without waiting for its paper copy
    When the Ministry of Justice sends document A to the document system under test with
      | field | value |
      | paper | 1     |
    And the clerk of the document system under test accepts document A
    Then the document system under test answers document A with status 03

  @DS-RECV-05
  Scenario: A document without a digital signature is taken in for information
    When the Ministry of Justice sends document A to the document system under test
    Then the document system under test takes in document A
    And the document system under test does not answer document A with status 02

  @DS-RECV-02
  Scenario: A refusal reaches the sender with its reason
    When the Ministry of Justice sends document A to the document system under test
    And the clerk of the document system under test refuses document A because "Văn bản gửi không đúng thẩm quyền"
    Then status 02 for document A from the document system under test gives a reason
    And the Ministry of Justice is given status 02 for document A by the document system under test

  @DS-RECV-03
  Scenario: A document addressed to somebody else is refused
    When document A from the Ministry of Justice reaches the document system under test with another agency as its only receiver
    And the clerks of the document system under test accept what waits
    Then the document system under test answers document A with status 02
    And the document system under test does not answer document A with status 03

  @DS-RECV-01
  Scenario Outline: A document that fails the check of integrity is not accepted: <flaw>
    When document A from the Ministry of Justice reaches the document system under test with <flaw>
    And the clerk of the document system under test tries to do this with document A: accepts
    Then the document system under test does not answer document A with status 03

    Examples:
      | flaw                        |
      | a ZIP declared as PDF       |
      | a PDF passed through a text |
      | an attachment cut short     |

  @DS-ATT-04
  Scenario: Attachments in either encoding are taken in
    When the Ministry of Justice sends the document system under test a document with the attachments "cong-van.pdf, bang-tong-hop.txt"
    And the clerk of the document system under test accepts the document
    Then the document system under test answers the document with status 03
