// The HTML report as its readers meet it: browser.mjs PROGRAM SOURCE WORK. Exit code 77: no browser to test with.
import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {createServer} from "node:http";
import {createRequire} from "node:module";
import {join} from "node:path";

const [program, source, work] = process.argv.slice(2);
const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const tools = join(source, "build", "npm");

function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(77);
}
if (!existsSync(browserPath)) skip(`there is no ${browserPath}`);
if (!existsSync(join(tools, "node_modules", "playwright-core"))) skip("tests/support/install_npm has not been run");
const {chromium} = createRequire(join(tools, "package.json"))("playwright-core");

rmSync(work, {recursive: true, force: true});
mkdirSync(work, {recursive: true});
const at = (name) => join(work, name);
const appassay = (...args) => execFileSync(program, args, {cwd: work, stdio: ["ignore", "pipe", "ignore"]});
const samples = ["broker-flawed.apk", "broker-sound.apk", "broker-ios-flawed.ipa", "broker-ios-sound.ipa"];
for (const sample of samples) {
  appassay("check", join(source, "samples", sample), "--fail-on", "never", "--lang", "en", "-q", "-o", `html=${sample}.html`,
    "-o", `json=${sample}.json`);
}
const flawed = samples[0];
appassay("report", `${flawed}.json`, "--lang", "en", "-o", "html-dir=folder");
const result = JSON.parse(readFileSync(at(`${flawed}.json`), "utf8"));

const browser = await chromium.launch({executablePath: browserPath, args: ["--no-sandbox"]});

// A page, and all that it said and asked for.
async function open(url, options = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, reducedMotion: "reduce", ...options});
  const page = await context.newPage();
  const said = [];
  const asked = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(url.includes("://") ? url : `file://${at(url)}`);
  return {page, said, asked, close: () => context.close()};
}
const shown = (page, selector) => page.locator(selector).evaluateAll((all) => all.filter((e) => e.checkVisibility()).length);
const choose = (page, name, value) => page.locator(`[data-filter=${name}] input[value="${value}"]`).check({force: true});

const cases = [];
const test = (name, run) => cases.push([name, run]);

test("a page says nothing on the console and asks for nothing", async () => {
  for (const sample of samples) {
    const {page, said, asked, close} = await open(`${sample}.html`);
    await page.locator("#open-all").click();
    assert.deepEqual(said, []);
    assert.equal(asked.length, 1);
    assert.equal(await page.locator("h1").count(), 1);
    await close();
  }
});

test("a page has at most 400 KB", () => {
  for (const sample of samples) assert.ok(statSync(at(`${sample}.html`)).size <= 400 * 1024, sample);
});

test("ids are unique and every link inside the page leads somewhere", async () => {
  for (const sample of samples) {
    const {page, close} = await open(`${sample}.html`);
    const [twice, lost] = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
      const links = [...document.querySelectorAll("a[href^='#']")].map((link) => decodeURIComponent(link.hash.slice(1)));
      return [ids.filter((id, i) => ids.indexOf(id) !== i), links.filter((id) => !ids.includes(id))];
    });
    assert.deepEqual(twice, []);
    assert.deepEqual(lost, []);
    await close();
  }
});

test("without script everything is there", async () => {
  const {page, close} = await open(`${flawed}.html`, {javaScriptEnabled: false});
  const text = await page.locator("main").textContent();
  for (const finding of result.findings.filter((f) => f.record === "hit")) {
    if (finding.place.class) assert.ok(text.includes(finding.place.class), finding.fingerprint);
    for (const arg of finding.args.filter((a) => a.length > 12 && !a.includes("permission-group"))) assert.ok(text.includes(arg), arg);
    assert.equal(await page.locator(`[id="f-${finding.fingerprint.slice(0, 8)}"]`).count(), 1);
  }
  for (const row of result.judgements[0].rows) assert.equal(await page.locator(`[id="row-${row.id}"]`).count(), 1);
  assert.equal(await shown(page, "[data-js]"), 0);
  await page.locator("#row-8 > summary").click();
  assert.ok(await page.locator("#row-8 .reasons").first().isVisible());
  await page.locator("#lang-zh").check({force: true}); // the style sheet alone switches
  assert.ok(await page.locator("#row-8 .v-fail i[lang=zh-TW]").first().isVisible());
  assert.ok(!await page.locator("#row-8 .v-fail bdi").first().isVisible());
  await close();
});

test("both languages say every sentence", async () => {
  const {page, close} = await open(`${flawed}.html`);
  const alone = await page.evaluate(() => {
    const spans = [...document.querySelectorAll("main bdi, main .why:not([lang])")];
    return spans.filter((span) => span.nextElementSibling?.lang !== "zh-TW" || span.nextElementSibling.textContent === "")
      .map((span) => span.textContent);
  });
  assert.deepEqual(alone, []);
  await page.locator("#lang-zh").check({force: true});
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-TW");
  assert.equal(await shown(page, "main bdi, main .why:not([lang])"), 0);
  assert.ok((await page.locator("#h-findings").innerText()).includes("發現事項"));
  await page.locator("#lang-en").check({force: true});
  assert.equal(await shown(page, "main [lang=zh-TW]"), 0);
  await page.reload(); // the choice is kept
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await close();
});

test("rows are filtered by verdict, findings by severity, row and owner", async () => {
  const {page, close} = await open(`${flawed}.html`);
  const fails = result.judgements[0].rows.filter((row) => row.verdict === "fail").length;
  await choose(page, "v", "fail");
  assert.equal(await shown(page, "details.row"), fails);
  await choose(page, "s", "critical");
  const critical = new Set(result.findings.filter((f) => f.kind === "defect" && f.record === "hit" && f.severity === "critical").map((f) => f.check));
  assert.equal(await shown(page, "details.card"), critical.size);
  await page.locator("#reset").click();
  assert.equal(await shown(page, "details.row"), result.judgements[0].rows.length);
  await page.locator("#by-row").selectOption("row-9");
  const cards = await page.locator("details.card:visible").evaluateAll((all) => all.map((card) => card.dataset.rows.split("|")));
  assert.ok(cards.length > 2 && cards.every((rows) => rows.includes("row-9")));
  await page.locator("#reset").click();
  await choose(page, "o", "unknown");
  assert.equal(await shown(page, "#findings > .empty:last-child"), result.findings.some((f) => f.owner === "unknown") ? 0 : 1);
  await page.locator("#reset").click();
  await choose(page, "r", "reached");
  assert.ok(await shown(page, "details.card") > 0);
  await close();
});

test("search finds words of either language and says how many", async () => {
  const {page, close} = await open(`${flawed}.html`);
  await page.locator("#q").fill("pinning");
  const english = await shown(page, "details.row, details.card");
  assert.ok(english > 0 && english < result.judgements[0].rows.length);
  assert.equal(await page.locator("#hits").innerText(), String(english));
  await page.locator("#q").fill("憑證綁定");
  assert.ok(await shown(page, "details.card") > 0);
  await page.locator("#q").fill("no such word anywhere");
  assert.equal(await shown(page, "details.row, details.card"), 0);
  assert.equal(await shown(page, "section > .empty"), 2);
  await page.locator("#q").fill("");
  assert.equal(await page.locator("#hits").innerText(), "");
  await page.locator("h1").click();
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await close();
});

test("cards and tables are sorted", async () => {
  const {page, close} = await open(`${flawed}.html`);
  const titles = () => page.locator("#g-flaw .card .ct > small").allInnerTexts();
  const before = await titles();
  await page.locator("input[name=sort][value=t]").check({force: true});
  assert.notDeepEqual(await titles(), before);
  await page.locator("input[name=sort][value=s]").check({force: true});
  const severities = await page.locator("#g-flaw .card").evaluateAll((all) => all.map((card) => card.dataset.s));
  const order = ["critical", "high", "medium", "low", "info"];
  assert.deepEqual(severities, [...severities].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  const names = () => page.locator("#components table").first().locator("tbody th").allInnerTexts();
  const head = page.locator("#components thead th").first();
  await head.getByRole("button").click();
  const up = await names();
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  await head.getByRole("button").click();
  assert.deepEqual(await names(), [...up].reverse());
  await close();
});

test("a link to a row or a finding opens it", async () => {
  const hit = result.findings.find((finding) => finding.record === "hit" && finding.kind === "defect");
  for (const id of ["row-8", `f-${hit.fingerprint}`, `c-${hit.check}`]) {
    const {page, close} = await open(`file://${at(`${flawed}.html`)}#${id}`);
    const target = id.startsWith("f-") ? id.slice(0, 10) : id; // an anchor is the beginning of a fingerprint
    assert.ok(await page.locator(`[id="${target}"]`).isVisible(), id);
    assert.ok(await page.locator(`[id="${target}"]`).evaluate((element) => element.closest("details").open), id);
    const top = await page.locator(`[id="${target}"]`).evaluate((element) => element.getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 900, `${id} is at ${top}`);
    await close();
  }
});

test("everything can be reached by keyboard", async () => {
  const {page, close} = await open(`${flawed}.html`);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  await page.locator("#row-8 > summary").focus();
  await page.keyboard.press("Enter");
  assert.ok(await page.locator("#row-8 .reasons").first().isVisible());
  const nameless = await page.evaluate(() => [...document.querySelectorAll("button, input, select, a")]
    .filter((element) => element.checkVisibility())
    .filter((element) => (element.labels?.[0] ?? element).textContent.trim() === "").map((element) => element.outerHTML));
  assert.deepEqual(nameless, []);
  await close();
});

test("code is shown where a finding is, with its line marked", async () => {
  const {page, close} = await open(`${flawed}.html`, {javaScriptEnabled: false});
  const own = result.findings.filter((f) => f.code && f.record === "hit" && f.owner === "app");
  assert.ok(own.length > 0);
  for (const finding of own) {
    const marked = page.locator(`[id="f-${finding.fingerprint.slice(0, 8)}"] > pre > mark`);
    assert.equal(await marked.count(), 1, finding.fingerprint);
    assert.ok(finding.code.find((line) => line.here).text.startsWith(await marked.textContent()));
  }
  await close();
});

test("no credential is shown in full", () => {
  for (const sample of samples) {
    const {inventory} = JSON.parse(readFileSync(at(`${sample}.json`), "utf8"));
    assert.ok(inventory.secrets.forms > 100);
    for (const secret of inventory.secrets.items) assert.ok(secret.begins.length <= 4 && secret.length > secret.begins.length, secret.rule);
  }
});

test("text is read against its background at 4.5:1 or better, light and dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const {page, close} = await open(`${flawed}.html`, {colorScheme});
    await page.locator("#open-all").click();
    const pale = await page.evaluate(() => {
      const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
      const rgb = (color) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
      const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
      const behind = (element) => {
        for (let e = element; e; e = e.parentElement) {
          const color = rgb(getComputedStyle(e).backgroundColor);
          if (color[3] === 255) return color;
        }
        return [255, 255, 255, 255];
      };
      const found = new Map();
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (node.data.trim() === "" || !element.checkVisibility() || ["SCRIPT", "STYLE", "OPTION"].includes(element.tagName)) continue;
        const [a, b] = [light(rgb(getComputedStyle(element).color)), light(behind(element))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) found.set(`${element.tagName}.${element.className}`, `${ratio.toFixed(2)} ${node.data.trim().slice(0, 20)}`);
      }
      return [...found];
    });
    assert.deepEqual(pale, [], colorScheme);
    await close();
  }
});

test("nothing is wider than the screen of a telephone", async () => {
  const {page, close} = await open(`${flawed}.html`, {viewport: {width: 390, height: 844}});
  await page.locator("#open-all").click();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 390, `${width}`);
  await close();
});

test("printed, every part is open and pages have numbers", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const {page, close} = await open(`${flawed}.html`, {javaScriptEnabled});
    const pdf = await page.pdf({preferCSSPageSize: true, path: at("report.pdf")});
    assert.ok(pdf.length > 100000);
    const text = execFileSync("pdftotext", [at("report.pdf"), "-"], {encoding: "utf8"});
    const pages = text.split("\f").length - 1;
    assert.ok(pages > 8, `${pages}`);
    assert.match(text, new RegExp(`1 / ${pages}`));
    assert.match(text, new RegExp(`${pages} / ${pages}`));
    for (const check of new Set(result.findings.filter((f) => f.kind === "defect" && f.record === "hit").map((f) => f.check)))
      assert.ok(text.replace(/\s/g, "").includes(check), check); // a line may end within
    assert.match(text, /What decided/); // inside what is folded on the screen
    assert.doesNotMatch(text, /Expand all/);
    await close();
  }
});

test("printed, a long table has its heads on every page", async () => {
  const long = structuredClone(result);
  const [first] = long.inventory.components;
  long.inventory.components = Array.from({length: 200}, (_, i) => ({...first, name: `com.example.Screen${i}`}));
  writeFileSync(at("long.json"), JSON.stringify(long));
  appassay("report", "long.json", "-o", "html=long.html", "--lang", "en");
  const {page, close} = await open("long.html");
  await page.pdf({preferCSSPageSize: true, path: at("long.pdf")});
  const pages = execFileSync("pdftotext", [at("long.pdf"), "-"], {encoding: "utf8"}).split("\f");
  const listed = pages.filter((text) => text.includes("com.example.Screen1") && !text.includes("found here"));
  assert.ok(listed.length > 2);
  assert.ok(listed.every((text) => text.includes("Exported")));
  await close();
});

// Serves the folder as build servers do: as a sandbox that allows nothing, or style from the same place only.
async function serve(policy, use) {
  const types = {html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript"};
  const server = createServer((request, response) => {
    const name = request.url.slice(1).replace(/[?#].*/, "");
    if (!existsSync(at(`folder/${name}`))) return response.writeHead(404).end();
    response.writeHead(200, {"Content-Type": types[name.split(".").pop()], "Content-Security-Policy": policy});
    response.end(readFileSync(at(`folder/${name}`)));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  try {
    await use(`http://127.0.0.1:${server.address().port}/index.html`);
  } finally {
    server.close();
  }
}

test("the folder is complete in a sandbox that allows nothing", async () => {
  await serve("sandbox; default-src 'none'", async (url) => {
    const {page, close} = await open(url, {javaScriptEnabled: false});
    const text = await page.locator("main").textContent();
    for (const finding of result.findings.filter((f) => f.record === "hit"))
      assert.equal(await page.locator(`[id="f-${finding.fingerprint.slice(0, 8)}"]`).count(), 1, finding.fingerprint);
    assert.ok(text.includes(result.target.artifacts[0].sha256));
    assert.equal(await shown(page, "main [lang=zh-TW]"), 0); // one language even without a style sheet
    assert.equal(await page.locator("[style], style, script:not([src])").count(), 0);
    await close();
  });
});

test("the folder has its style and script where they are allowed", async () => {
  await serve("sandbox; default-src 'none'; style-src 'self'", async (url) => {
    const {page, close} = await open(url);
    assert.equal(await page.locator(".toc").evaluate((e) => getComputedStyle(e).position), "sticky");
    await close();
  });
  for (const url of ["folder/index.html"]) {
    const {page, said, asked, close} = await open(url);
    assert.deepEqual(said, []);
    assert.equal(asked.length, 3);
    await choose(page, "v", "fail");
    assert.ok(await shown(page, "details.row") < result.judgements[0].rows.length);
    await close();
  }
});

const attack = "</script></style><img src=x onerror=\"document.title='owned'\"><svg/onload=alert(1)>'\"`&\u202e\u0007$0@{ui.skip}";

// The same with the attack in place of every text.
function attacked(value) {
  if (typeof value === "string") return attack;
  if (Array.isArray(value)) return value.map(attacked);
  return value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, attacked(item)])) : value;
}

async function stays_text(name, hostile) {
  hostile.target.label = attack;
  hostile.target.version_name = attack;
  hostile.target.artifacts[0].name = attack;
  for (const finding of hostile.findings) {
    finding.args = finding.args.map(() => attack);
    for (const at of [finding.place, ...finding.trace ?? []])
      for (const key of ["class", "member", "path", "method", "source"]) if (at[key] || key === "source") at[key] = attack;
  }
  hostile.inventory[attack] = [{[attack]: attack}];
  writeFileSync(at(`${name}.json`), JSON.stringify(hostile));
  appassay("report", `${name}.json`, "-o", `html=${name}.html`, "--lang", "zh-TW");
  const {page, said, asked, close} = await open(`${name}.html`);
  await page.locator("#open-all").click();
  assert.deepEqual(said, []);
  assert.equal(asked.length, 1);
  assert.equal(await page.locator("img, svg:not([class])").count(), 0);
  assert.ok((await page.title()).includes("onerror"));
  assert.notEqual(await page.title(), "owned");
  assert.ok((await page.locator("h1").innerText()).includes("\\u{202e}\\x07$0@{ui.skip}"));
  const named = await page.evaluate(() => [...document.querySelectorAll("*")].flatMap((element) => [...element.attributes])
    .filter((attribute) => /^on|^style$|^src$/.test(attribute.name)).map((attribute) => attribute.name));
  assert.deepEqual(named, []);
  await close();
}

test("names that attack stay names", async () => {
  const hostile = structuredClone(result);
  for (const component of hostile.inventory.components) component.name = attack;
  for (const host of hostile.inventory.network.pinning.hosts) host.host = attack;
  await stays_text("hostile", hostile);
});

test("names that attack stay names in what an iOS app has", async () => {
  const hostile = JSON.parse(readFileSync(at(`${samples[2]}.json`), "utf8"));
  for (const key of ["objects", "transport", "purposes"]) {
    assert.ok(hostile.inventory[key]);
    hostile.inventory[key] = attacked(hostile.inventory[key]);
  }
  await stays_text("hostile-ios", hostile);
});

let failed = 0;
for (const [name, run] of cases) {
  try {
    await run();
    console.log(`ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}
await browser.close();
process.exit(failed === 0 ? 0 : 1);
