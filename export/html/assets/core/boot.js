// Unpacks the data (columns of JSON, gzipped, in base64) and then lets the parts start.
dateline.boot = async (begin) => {
  const say = (words) => document.body.prepend(Object.assign(document.createElement("p"), { className: "noscript", textContent: words }));

  dateline.unpack = async (text) => {
    const bytes = Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  };

  if (typeof DecompressionStream === "undefined") {
    say("This browser is too old to unpack the data in this page; any browser since May 2023 can.");
    return;
  }
  try {
    const raw = await dateline.unpack(document.getElementById("dl-data").textContent);
    dateline.data = JSON.parse(new TextDecoder().decode(raw));
    begin();
  } catch (error) {
    say(`This page cannot be shown: ${error.message}`);
    throw error;
  }
};
