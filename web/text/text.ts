import { access as accessEn } from "./en/access.ts"
import { account as accountEn } from "./en/account.ts"
import { adjustments as adjustmentsEn } from "./en/adjustments.ts"
import { audit as auditEn } from "./en/audit.ts"
import { awards as awardsEn } from "./en/awards.ts"
import { board as boardEn } from "./en/board.ts"
import { books as booksEn } from "./en/books.ts"
import { burden as burdenEn } from "./en/burden.ts"
import { corrections as correctionsEn } from "./en/corrections.ts"
import { deputies as deputiesEn } from "./en/deputies.ts"
import { descriptions as descriptionsEn } from "./en/descriptions.ts"
import { evidence as evidenceEn } from "./en/evidence.ts"
import { exemptions as exemptionsEn } from "./en/exemptions.ts"
import { extensions as extensionsEn } from "./en/extensions.ts"
import { factor as factorEn } from "./en/factor.ts"
import { faults as faultsEn } from "./en/faults.ts"
import { filing as filingEn } from "./en/filing.ts"
import { firstSteps as firstStepsEn } from "./en/first-steps.ts"
import { judging as judgingEn } from "./en/judging.ts"
import { leaving as leavingEn } from "./en/leaving.ts"
import { mail as mailEn } from "./en/mail.ts"
import { messages as messagesEn } from "./en/messages.ts"
import { nominations as nominationsEn } from "./en/nominations.ts"
import { oversight as oversightEn } from "./en/oversight.ts"
import { people as peopleEn } from "./en/people.ts"
import { preliminary as preliminaryEn } from "./en/preliminary.ts"
import { programmes as programmesEn } from "./en/programmes.ts"
import { programs as programsEn } from "./en/programs.ts"
import { proof as proofEn } from "./en/proof.ts"
import { publicPages as publicPagesEn } from "./en/public.ts"
import { quarters as quartersEn } from "./en/quarters.ts"
import { receipts as receiptsEn } from "./en/receipts.ts"
import { registry as registryEn } from "./en/registry.ts"
import { reviews as reviewsEn } from "./en/reviews.ts"
import { scoreTold as scoreToldEn } from "./en/score-told.ts"
import { selection as selectionEn } from "./en/selection.ts"
import { site as siteEn } from "./en/site.ts"
import { unavailable as unavailableEn } from "./en/unavailable.ts"
import { verification as verificationEn } from "./en/verification.ts"
import { access } from "./zh/access.ts"
import { account } from "./zh/account.ts"
import { adjustments } from "./zh/adjustments.ts"
import { audit } from "./zh/audit.ts"
import { awards } from "./zh/awards.ts"
import { board } from "./zh/board.ts"
import { books } from "./zh/books.ts"
import { burden } from "./zh/burden.ts"
import { corrections } from "./zh/corrections.ts"
import { deputies } from "./zh/deputies.ts"
import { descriptions } from "./zh/descriptions.ts"
import { evidence } from "./zh/evidence.ts"
import { exemptions } from "./zh/exemptions.ts"
import { extensions } from "./zh/extensions.ts"
import { factor } from "./zh/factor.ts"
import { faults } from "./zh/faults.ts"
import { filing } from "./zh/filing.ts"
import { firstSteps } from "./zh/first-steps.ts"
import { judging } from "./zh/judging.ts"
import { leaving } from "./zh/leaving.ts"
import { mail } from "./zh/mail.ts"
import { messages } from "./zh/messages.ts"
import { nominations } from "./zh/nominations.ts"
import { oversight } from "./zh/oversight.ts"
import { people } from "./zh/people.ts"
import { preliminary } from "./zh/preliminary.ts"
import { programmes } from "./zh/programmes.ts"
import { programs } from "./zh/programs.ts"
import { proof } from "./zh/proof.ts"
import { publicPages } from "./zh/public.ts"
import { quarters } from "./zh/quarters.ts"
import { receipts } from "./zh/receipts.ts"
import { registry } from "./zh/registry.ts"
import { reviews } from "./zh/reviews.ts"
import { scoreTold } from "./zh/score-told.ts"
import { selection } from "./zh/selection.ts"
import { site } from "./zh/site.ts"
import { unavailable } from "./zh/unavailable.ts"
import { verification } from "./zh/verification.ts"

export type Language = "zh" | "en"

/** A language as documents and headers name it. */
export function languageTag(language: Language): "zh-CN" | "en" {
  return language === "zh" ? "zh-CN" : "en"
}

/** The `lang` of a name on a page: names are Chinese, and pages in another language say so to be read out right. */
export function nameLang({ language }: { language: Language }): "zh-CN" | undefined {
  return language === "zh" ? undefined : "zh-CN"
}

const zh = {
  language: "zh" as Language,
  otherLanguage: "en" as Language,
  /** Where the same page is in the other language; null where it cannot be asked for again. */
  switchTo: null as string | null,
  /** Who was faster than the write that was just refused, in a sentence. */
  faster: null as string | null,
  /** The city that the page is of, where it is known. */
  city: null as string | null,
  access,
  account,
  adjustments,
  audit,
  board,
  books,
  burden,
  corrections,
  descriptions,
  evidence,
  deputies,
  oversight,
  exemptions,
  extensions,
  firstSteps,
  factor,
  faults,
  filing,
  leaving,
  mail,
  messages,
  people,
  programs,
  publicPages,
  preliminary,
  quarters,
  registry,
  selection,
  programmes,
  nominations,
  judging,
  reviews,
  proof,
  receipts,
  scoreTold,
  awards,
  site,
  unavailable,
  verification,
}

/** All words of the product in one language; a key missing in English fails the type check. */
export type Text = typeof zh

export const texts: Record<Language, Text> = {
  zh,
  en: {
    language: "en",
    otherLanguage: "zh",
    switchTo: null,
    faster: null,
    city: null,
    access: accessEn,
    account: accountEn,
    adjustments: adjustmentsEn,
    audit: auditEn,
    board: boardEn,
    books: booksEn,
    burden: burdenEn,
    corrections: correctionsEn,
    descriptions: descriptionsEn,
    evidence: evidenceEn,
    deputies: deputiesEn,
    oversight: oversightEn,
    exemptions: exemptionsEn,
    extensions: extensionsEn,
    firstSteps: firstStepsEn,
    factor: factorEn,
    faults: faultsEn,
    filing: filingEn,
    leaving: leavingEn,
    mail: mailEn,
    messages: messagesEn,
    people: peopleEn,
    programs: programsEn,
    publicPages: publicPagesEn,
    preliminary: preliminaryEn,
    quarters: quartersEn,
    registry: registryEn,
    selection: selectionEn,
    programmes: programmesEn,
    nominations: nominationsEn,
    judging: judgingEn,
    reviews: reviewsEn,
    proof: proofEn,
    receipts: receiptsEn,
    scoreTold: scoreToldEn,
    awards: awardsEn,
    site: siteEn,
    unavailable: unavailableEn,
    verification: verificationEn,
  },
}

const inCities = new Map<string, Text>()

/** All words of the product in one language, and the name of the city that they are said in. */
export function textOf(language: Language, city: string | null): Text {
  if (city === null) return texts[language]
  const key = `${language} ${city}`
  const known = inCities.get(key) ?? { ...texts[language], city }
  inCities.set(key, known)
  return known
}
