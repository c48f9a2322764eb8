package io.batchline.workload.sheets.template;

/// One bubble: the top-left pixel of its box on the page, and what a mark in it means.
public record Bubble(int x, int y, String value) {}
