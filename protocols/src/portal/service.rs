//! The services: what an agency may ask of the portal (services §1.2, §1.8).

/// The logical endpoint a service belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// Dictionaries and procedures.
    Share,
    /// Dossiers, questions, look-ups.
    Integration,
}

macro_rules! services {
    ($($variant:ident $wire:literal $endpoint:ident $doc:literal;)*) => {
        /// A service, by the word in the field `service`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Service {
            $(#[doc = $doc] $variant,)*
        }

        impl Service {
            /// Every service, in the order of the facts.
            pub const ALL: &'static [Service] = &[$(Service::$variant),*];

            /// The wire's word.
            pub fn wire(self) -> &'static str {
                match self { $(Service::$variant => $wire,)* }
            }

            /// Where OpenCPS sends it; the generic path takes all.
            pub fn endpoint(self) -> Endpoint {
                match self { $(Service::$variant => Endpoint::$endpoint,)* }
            }
        }
    };
}

services! {
    Agencies "LayDanhMucCoQuan" Share "Every agency of the directory.";
    Fields "LayDanhMucLinhVuc" Share "Every field of procedures.";
    Procedures "LayDanhSachTTHC" Share "Code and name of every procedure.";
    Procedure "LayThuTuc" Share "One procedure with all its parts; `maTTHC`.";
    FindDossier "TraCuuHoSo" Integration "Whether the portal knows a dossier; `mahoso`.";
    FindTechId "TraCuuTechID" Integration "The portal's id of a person or business; `mstorcmnd`.";
    QuestionsFromPortal "LayDanhSachHoiDapGuiTuDVCQG" Integration "Questions that people asked on the portal, for the agency.";
    QuestionsOfAgency "LayDanhSachHoiDapBoCoQuan" Integration "Questions and answers that the agency gave to the portal.";
    AnswerOfQuestion "LayNoiDungTraLoiTheoCauHoi" Integration "One question with its answer; `cauhoiid`.";
    FeedbackWaiting "DanhSachPAKNChoXuLy" Integration "Feedback waiting for the agency.";
    HandleFeedback "XuLyPAKN" Integration "An agency's act on a feedback. Assumption: only the list's name was found, not how an act is reported.";
    SyncDossiers "DongBoHoSoMC" Integration "Dossiers, new or changed (`isUpdating`).";
    SyncProgress "CapNhatTienDoHoSoMC" Integration "Steps of dossiers.";
    SyncQuestion "DongBoHoiDap" Integration "A question of the agency's own.";
    SyncAnswer "DongBoKetQuaHoiDapGuiTuDVCQG" Integration "The answer to a question from the portal.";
    SyncState "DongBoTrangThaiHoSo" Integration "The state of a dossier that was submitted on the portal itself.";
    KeptPapers "TraCuuGiayToKhoDuLieu" Integration "Papers in the electronic data store (services §1.8). Assumption: the word; the bodies were seen.";
    KeptFile "TaiTepTinKhoDuLieu" Integration "One file of such a paper as base64. Assumption as for the query.";
    SyncScores "DongBoDanhGia" Integration "The one-stop's own scores of a period (TT 01/2018 Art. 15.4). Assumption: the word and the body.";
}

impl Service {
    /// The service of a word; letter case matters, as it does for the field's own keys.
    pub fn from_wire(word: &str) -> Option<Service> {
        Service::ALL
            .iter()
            .copied()
            .find(|service| service.wire() == word)
    }
}
