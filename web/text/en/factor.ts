import type { Text } from "../text.ts"

/** Words of who needs a second factor, of passkeys, and of resetting what was lost. */
export const factor: Text["factor"] = {
  policy: {
    title: "Who needs two-step verification",
    lead: (organisation) => `Which roles of ${organisation} have to set up two-step verification.`,
    always: "Required by the platform; cannot be relaxed",
    needed: (roles) => `Cannot act without two-step verification: ${roles}. API keys are not affected.`,
    choices: "Roles that have to set it up",
    counted: (on, all) =>
      all === 0
        ? "no members at present"
        : on === all
          ? `${all}, all of them have it on`
          : `${all}, ${all - on} of them not yet`,
    after:
      "Takes effect at once: whoever has not set it up can still sign in, and is led to set it up before going on. API keys are not affected.",
    allAlways: "Every role of this kind of organisation has to set it up; there is nothing to adjust.",
    save: "Save",
    done: "Saved, effective at once.",
    link: "Who needs two-step verification",
    stale:
      "Somebody else changed this while you were at it. Below is what holds now: please look at it before you save.",
    offer:
      "We suggest two-step verification: a leaked password alone then lets nobody in. It takes about a minute.",
    offerLink: "Set it up now",
  },
}
