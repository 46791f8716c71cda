'use strict';
{
  const root = document.documentElement;
  const form = document.getElementById('filters');
  const status = document.getElementById('status');
  const documents = [...document.querySelectorAll('article')].map((article) => ({
    article,
    profile: article.dataset.profile,
    passages: [...article.querySelectorAll('.passage')].map((passage) => ({
      passage,
      findings: [...passage.querySelectorAll('.finding')].map((element) => ({
        element,
        kind: element.dataset.kind,
        step: element.dataset.step,
        confidence: Number(element.dataset.confidence),
      })),
    })),
  }));
  const all = documents.flatMap((one) => one.passages.flatMap((passage) => passage.findings));

  const number = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
  const of = (shown, total, noun) => `${number(shown)} of ${number(total)} ${noun}`;
  const checked = (name) => {
    const boxes = [...form.querySelectorAll(`input[name="${name}"]:checked`)];
    return new Set(boxes.map((box) => box.value));
  };

  // What is left out stays in its sentence as plain text; passages and documents that have nothing else go.
  function filter() {
    const least = Number(form.elements.least.value);
    const most = Number(form.elements.most.value);
    form.elements.least.nextElementSibling.value = `${least}%`;
    form.elements.most.nextElementSibling.value = `${most}%`;
    const [kinds, steps, profiles] = ['kind', 'step', 'profile'].map(checked);
    const counts = { change: 0, suspicion: 0 };
    let articles = 0;
    for (const { article, profile, passages } of documents) {
      let isShown = false;
      for (const { passage, findings } of passages) {
        let isPassageShown = false;
        for (const { element, kind, step, confidence } of findings) {
          const isOn = profiles.has(profile) && kinds.has(kind) && steps.has(step) && confidence >= least && confidence <= most;
          element.classList.toggle('off', !isOn);
          element.tabIndex = isOn ? 0 : -1;
          if (!isOn) continue;
          counts[kind] += 1;
          isPassageShown = true;
        }
        passage.hidden = !isPassageShown;
        isShown ||= isPassageShown;
      }
      article.hidden = !isShown;
      if (isShown) articles += 1;
    }
    const total = (kind) => all.filter((finding) => finding.kind === kind).length;
    const parts = [of(counts.change, total('change'), 'changes')];
    if (total('suspicion') > 0) parts.push(of(counts.suspicion, total('suspicion'), 'suspicions'));
    status.textContent = `Showing ${parts.join(' and ')} in ${of(articles, documents.length, 'documents')}`;
  }

  // One reason is shown at a time: that of the finding that was moved to last, by keyboard or by mouse.
  const findingOf = (node) => node.closest?.('.finding:not(.off)') ?? null;
  let shown = null;
  let current = null;
  let dismissed = null;

  function show(finding) {
    shown?.classList.remove('shown', 'above');
    shown = finding;
    if (!finding) return;
    finding.classList.add('shown');
    // It stays within the window.
    const why = finding.querySelector('.why');
    why.style.setProperty('--shift', '0px');
    const { left, right, bottom, height } = why.getBoundingClientRect();
    const width = root.clientWidth;
    const shift = right > width - 8 ? Math.max(width - 8 - right, 8 - left) : Math.max(0, 8 - left);
    why.style.setProperty('--shift', `${shift}px`);
    finding.classList.toggle('above', bottom > innerHeight && finding.getBoundingClientRect().top > height + 60);
  }

  document.addEventListener('focusin', ({ target }) => {
    const finding = findingOf(target);
    if (!finding) return;
    current = finding;
    show(finding);
  });
  document.addEventListener('focusout', ({ target }) => {
    if (shown && shown === findingOf(target)) show(null);
  });
  document.addEventListener('mousemove', ({ target, movementX, movementY }) => {
    // The page may have moved under a mouse that rests.
    if (movementX === 0 && movementY === 0) return;
    const finding = findingOf(target);
    if (finding !== dismissed) dismissed = null;
    if (finding ? finding === shown || finding === dismissed : shown === document.activeElement) return;
    show(finding);
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !shown) return;
    dismissed = shown;
    show(null);
  });

  function move(distance) {
    const findings = all.map((finding) => finding.element).filter((element) => !element.classList.contains('off'));
    if (findings.length === 0) return;
    const at = findings.indexOf(current);
    const next = findings[at < 0 ? (distance > 0 ? 0 : findings.length - 1) : (at + distance + findings.length) % findings.length];
    next.scrollIntoView({ block: 'center' });
    next.focus({ preventScroll: true });
  }

  const theme = document.getElementById('theme');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches);
  const nameTheme = () => { theme.textContent = isDark() ? 'Light page' : 'Dark page'; };
  theme.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    nameTheme();
  });
  dark.addEventListener('change', nameTheme);
  nameTheme();

  root.classList.add('scripted');
  if (form) {
    form.addEventListener('input', filter);
    form.addEventListener('reset', () => setTimeout(filter));
    form.addEventListener('submit', (event) => event.preventDefault());
    document.getElementById('previous').addEventListener('click', () => move(-1));
    document.getElementById('next').addEventListener('click', () => move(1));
    filter();
  }
  for (const element of document.querySelectorAll('[data-needs-script]')) element.hidden = false;
}
