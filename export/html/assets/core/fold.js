// Text as it is compared: without case, accents, typographic quotes, repeated spaces and the one before "%". Lines stay lines.
dateline.fold = (() => {
  const LETTERS = { ß: "ss", ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ı: "i", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-" };
  const ODD = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");

  return (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(ODD, (letter) => LETTERS[letter]).replace(/[^\S\n]+/gu, " ").replace(/(\d) (?=%)/gu, "$1").trim();
})();
