import { access as accessEn } from "./en/access.ts"
import { faults as faultsEn } from "./en/faults.ts"
import { filing as filingEn } from "./en/filing.ts"
import { publicPages as publicPagesEn } from "./en/public.ts"
import { quarters as quartersEn } from "./en/quarters.ts"
import { site as siteEn } from "./en/site.ts"
import { verification as verificationEn } from "./en/verification.ts"
import { access } from "./zh/access.ts"
import { faults } from "./zh/faults.ts"
import { filing } from "./zh/filing.ts"
import { publicPages } from "./zh/public.ts"
import { quarters } from "./zh/quarters.ts"
import { site } from "./zh/site.ts"
import { verification } from "./zh/verification.ts"

export type Language = "zh" | "en"

const zh = { language: "zh" as Language, access, faults, filing, publicPages, quarters, site, verification }

/** All words of the product in one language; a key missing in English fails the type check. */
export type Text = typeof zh

export const texts: Record<Language, Text> = {
  zh,
  en: {
    language: "en",
    access: accessEn,
    faults: faultsEn,
    filing: filingEn,
    publicPages: publicPagesEn,
    quarters: quartersEn,
    site: siteEn,
    verification: verificationEn,
  },
}
