// Starts `align lsp` for texts, Markdown and files of localisers; the language server does the rest.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;
exports.activate = () => {
  const command = workspace.getConfiguration("align-qa").get("command", "align");
  const languages = ["plaintext", "markdown", "xml", "json"];
  const options = { documentSelector: languages.map((language) => ({ scheme: "file", language })) };
  client = new LanguageClient("align-qa", "align-qa", { command, args: ["lsp"] }, options);
  return client.start();
};
exports.deactivate = () => client?.stop();
