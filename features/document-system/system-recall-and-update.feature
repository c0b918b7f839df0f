Feature: Recall, update and replacement
  The issuer asks for a document back, changes it or replaces it, and tells every receiver; a receiver cancels what was
  recalled and reports back. QĐ 28/2018/QĐ-TTg Art. 8.2 and 9.2, NĐ 30/2020/NĐ-CP Art. 18, and business kinds 1 to 3 of edXML.

  Background:
    Given the Ministry of Justice is connected to the axis
    And Lâm Đồng province is connected to the axis
    And the document system under test is connected to the axis

  Rule: The system under test changes what it sent

    Background:
      When document A to the Ministry of Justice and Lâm Đồng province is signed in the document system under test
      Then the document system under test sends document A

    @DS-REC-01
    Scenario: All receivers are told of a recall
      When document A is recalled in the document system under test because "Văn bản ban hành có sai sót"
      Then the Ministry of Justice is told of the recall of document A
      And Lâm Đồng province is told of the recall of document A

    @DS-REC-02
    Scenario: A recall gives its reason
      When document A is recalled in the document system under test because "Văn bản ban hành có sai sót"
      Then the notice given to the Ministry of Justice gives the reason of the recall of document A

    @DS-REC-03
    Scenario: A recall names the document exactly
      When document A is recalled in the document system under test because "Văn bản ban hành có sai sót"
      Then the notice given to the Ministry of Justice names document A exactly
      And the notice given to Lâm Đồng province names document A exactly

    @DS-REC-09
    Scenario: A document with wrong content is replaced by one that names it
      When document A is replaced in the document system under test
      Then the Ministry of Justice is given a replacement that names document A
      And Lâm Đồng province is given a replacement that names document A

    @DS-REC-11
    Scenario: An update names the document and what changed
      When document A is updated in the document system under test
      Then the Ministry of Justice is given an update that names document A and what changed

  Rule: The system under test is asked to change what it received

    Background:
      When the Ministry of Justice sends document A to the document system under test

    @DS-REC-04
    Scenario: A recall by status 13 is answered
      When the Ministry of Justice asks the document system under test by status 13 to give back document A
      And the clerk of the document system under test agrees to the change of document A
      Then the Ministry of Justice is given status 15 for document A by the document system under test

    @DS-REC-05
    Scenario: A recall by a document is answered
      When the Ministry of Justice recalls document A from the document system under test by a recall document
      And the clerk of the document system under test agrees to the change of document A
      Then the Ministry of Justice is given status 15 for document A by the document system under test

    @DS-REC-04 @DS-REC-08
    Scenario: A recall that the receiver declines is answered with the reason
      When the Ministry of Justice asks the document system under test by status 13 to give back document A
      And the clerk of the document system under test declines the change of document A because "Văn bản đã được thực hiện"
      Then status 16 for document A from the document system under test gives a reason
      And the Ministry of Justice is given status 16 for document A by the document system under test

    @DS-REC-06
    Scenario: A recalled document goes no further
      When the Ministry of Justice asks the document system under test by status 13 to give back document A
      And the clerk of the document system under test agrees to the change of document A
      And the clerk of the document system under test tries to do this with document A: accepts
      And the clerk of the document system under test tries to do this with document A: finishes
      Then the document system under test does not go on with document A after the recall

    @DS-REC-07 @DS-POLL-04
    Scenario: A recall is not registered as a document of its own
      When the Ministry of Justice recalls document A from the document system under test by a recall document
      And the clerk of the document system under test agrees to the change of document A
      And the clerks of the document system under test accept what waits
      Then the document system under test does not answer the document with status 03
      And the document system under test tells the axis that everything sent to it is done

    @DS-REC-08 @DS-POLL-04
    Scenario: An update is answered
      When the Ministry of Justice updates document A for the document system under test, adding Lâm Đồng province
      And the clerk of the document system under test agrees to the change of document A
      Then the Ministry of Justice is given status 15 for document A by the document system under test
      And the document system under test tells the axis that everything sent to it is done

    @DS-REC-10 @DS-POLL-04
    Scenario: A replacement is taken in as an incoming document
      When the Ministry of Justice replaces document A for the document system under test
      And the clerk of the document system under test accepts the document
      Then the document system under test answers the document with status 03
      And the document system under test tells the axis that the document is done
