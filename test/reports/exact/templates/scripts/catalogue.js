// The report's own script for the catalogue.
document.documentElement.dataset.own = 'yes'
