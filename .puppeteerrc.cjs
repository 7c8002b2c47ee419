// The browser comes as an npm package; Puppeteer's own download would fail without internet.
module.exports = {skipDownload: true}
