package io.batchline.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import io.batchline.contract.id.BatchId;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import io.batchline.system.Sheets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A batch made on the page: looked at before it is sent, and sent however often the way breaks.
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SubmitPageIT extends OnPage {
    private static final int MEGABYTE = 1 << 20;
    private static final Pattern ID = Pattern.compile("#/batches/([0-9a-f-]{36})");

    @Test
    void files_chosen_together_are_one_batch() throws Exception {
        List<Path> files = unpacked(Sheets.make(SheetBatchSpec.of(25, 7), folder));
        Path notes = Files.writeString(folder.resolve("notes.docx"), "not a sheet");
        Page page = open("admin", "submit?workload=answer-sheets");
        files.add(notes);

        page.setInputFiles("#file", files.toArray(Path[]::new));

        assertThat(page.locator(".preflight")).containsText("Pictures26");
        assertThat(page.locator(".preflight")).containsText("notes.docx");
        assertThat(page.locator(".preflight")).containsText("not a picture, PDF or JSON");
        page.getByLabel("Name").fill("chosen together");
        button(page, "Submit batch").click();

        JsonNode status = completed(page);
        assertThat(status.at("/counts/total").asInt()).isEqualTo(25);
        assertThat(status.at("/counts/succeeded").asInt()).isEqualTo(25);
        assertThat(status.get("name").asText()).isEqualTo("chosen together");
    }

    @Test
    void a_zip_without_template_and_one_that_is_none_are_not_sent() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.zip"), "this is no archive");
        Page page = open("admin", "submit?workload=answer-sheets");

        page.setInputFiles("#file", wrong);

        assertThat(page.locator(".preflight .problem"))
                .hasText("This is not a ZIP, whatever its name says.");
        assertThat(button(page, "Submit batch")).isDisabled();
        button(page, "Remove wrong.zip").click();
        assertThat(page.locator(".preflight .problem")).hasCount(0);
        page.setInputFiles("#file", Files.write(folder.resolve("page.jpg"), new byte[] {1, 2, 3}));
        assertThat(page.locator(".preflight .problem")).containsText("There is no template.json");
        assertThat(button(page, "Submit batch")).isDisabled();
    }

    @Test
    void options_are_checked_as_they_are_typed_and_the_server_s_refusal_stands_at_its_field()
            throws Exception {
        Page page = open("admin", "submit?workload=rehearsal");
        page.setInputFiles("#file", source("small.bin", 1));

        page.getByLabel("Items", new Page.GetByLabelOptions().setExact(true)).fill("0");
        assertThat(page.locator("#field-option-items-wrong")).hasText("It takes 1 or more.");
        assertThat(button(page, "Submit batch")).isDisabled();
        page.getByLabel("Items", new Page.GetByLabelOptions().setExact(true)).fill("3");
        assertThat(page.locator("#field-option-items-wrong")).hasCount(0);
        page.getByText("More", new Page.GetByTextOptions().setExact(true)).click();
        page.getByLabel("Web address to call at the end").fill("http://localhost/hook");
        button(page, "Submit batch").click();
        assertThat(page.locator("#field-webhook_url-wrong")).containsText("loopback");

        page.getByLabel("Web address to call at the end").fill("");
        page.getByLabel("Run", new Page.GetByLabelOptions().setExact(true)).fill("term 1");
        button(page, "Submit batch").click();

        JsonNode status = completed(page);
        assertThat(status.at("/counts/total").asInt()).isEqualTo(3);
        assertThat(status.get("run_id").asText()).isEqualTo("term 1");
    }

    @Test
    void an_upload_whose_way_breaks_goes_on_where_it_was() throws Exception {
        Page page = open("admin", "submit?workload=rehearsal");
        List<Long> offsets = new ArrayList<>();
        page.route(
                "**/api/uploads/*",
                route -> {
                    if (isChunk(route.request())) {
                        offsets.add(offset(route.request()));
                        if (offsets.size() == 2 || offsets.size() == 3) {
                            route.abort();
                            return;
                        }
                    }
                    route.resume();
                });
        page.setInputFiles("#file", source("broken.bin", 30));
        button(page, "Submit batch").click();

        completed(page);

        long second = offsets.get(1);
        assertThat(second).isPositive();
        assertThat(offsets.get(0)).isZero();
        assertThat(offsets.get(2)).isEqualTo(second);
        assertThat(offsets.get(3)).isEqualTo(second);
        assertThat(page.evaluate("localStorage.getItem('batchline-uploads')")).isEqualTo("{}");
    }

    @Test
    void an_upload_is_paused_survives_a_reload_and_goes_on_with_the_same_file() throws Exception {
        Page page = open("admin", "submit?workload=rehearsal");
        List<Route> held = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        page.route(
                "**/api/uploads/*",
                route -> {
                    if (isChunk(route.request()) && offset(route.request()) > 0) {
                        held.add(route);
                    } else {
                        route.resume();
                    }
                });
        Path source = source("paused.bin", 30);
        page.setInputFiles("#file", source);
        button(page, "Submit batch").click();
        page.waitForURL(ID);
        BatchId batch = id(page);
        page.navigate(server.local().address() + "/#/batches?q=paused");
        assertThat(page.locator(".upload-bar")).containsText("13 %");
        page.waitForCondition(() -> !held.isEmpty());

        button(page, "Pause upload").click();
        assertThat(page.locator(".upload-bar")).containsText("paused");
        button(page, "Go on").click();
        page.waitForCondition(() -> held.size() > 1);
        button(page, "Pause upload").click();
        assertThat(page.locator(".upload-bar")).containsText("paused");
        page.reload();
        page.unroute("**/api/uploads/*");
        page.onRequest(request -> {
            if (isChunk(request)) {
                offsets.add(offset(request));
            }
        });
        page.navigate(server.local().address() + "/#/submit?workload=rehearsal");
        assertThat(page.locator(".unfinished")).containsText("paused.bin");
        page.setInputFiles("#file", source);
        button(page, "Go on with it").click();

        page.waitForURL(ID);
        assertThat(id(page)).isEqualTo(batch);
        completed(page);
        // A chunk that was on its way when it was paused may have arrived.
        assertThat(offsets.getFirst()).isGreaterThanOrEqualTo(4L * MEGABYTE);
    }

    @Test
    void a_list_of_addresses_is_a_batch() throws Exception {
        Page page = open("admin", "submit?workload=rehearsal");
        button(page, "A list").click();
        page.getByLabel("Paste web addresses or rows").fill("https://a.example/\nnonsense");
        assertThat(page.locator("#list-said")).containsText("Line 2: “nonsense” is not");
        assertThat(button(page, "Submit batch")).isDisabled();

        page.getByLabel("Paste web addresses or rows")
                .fill("https://a.example/\nhttps://b.example/");
        page.getByLabel("Name").fill("two addresses");
        button(page, "Submit batch").click();

        assertThat(completed(page).at("/counts/total").asInt()).isEqualTo(2);
    }

    private JsonNode completed(Page page) throws Exception {
        page.waitForURL(ID);
        BatchId batch = id(page);
        // The page has to be let run: the upload is its own.
        page.waitForCondition(
                () -> isOver(batch), new Page.WaitForConditionOptions().setTimeout(90_000));
        JsonNode status = api.status(batch);
        assertThat(status.get("status").asText()).as(status.toString()).isEqualTo("completed");
        return status;
    }

    private boolean isOver(BatchId batch) {
        try {
            return List.of("completed", "failed", "cancelled")
                    .contains(api.status(batch).get("status").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static BatchId id(Page page) {
        Matcher found = ID.matcher(page.url());
        assertThat(found.find()).as(page.url()).isTrue();
        return new BatchId(found.group(1));
    }

    private static boolean isChunk(Request request) {
        return request.method().equals("PATCH");
    }

    private static long offset(Request request) {
        return Long.parseLong(request.headers().get("upload-offset"));
    }

    private Path source(String name, int megabytes) throws IOException {
        byte[] bytes = new byte[megabytes * MEGABYTE];
        new Random(5).nextBytes(bytes);
        return Files.write(folder.resolve(name), bytes);
    }

    /// The files of a batch beside each other, as they lie in a folder that somebody scans into.
    private List<Path> unpacked(SheetBatch sheets) throws IOException {
        Path into = Files.createTempDirectory(folder, "scans");
        List<Path> files = new ArrayList<>();
        try (InputStream file = Files.newInputStream(sheets.zip());
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                if (!entry.isDirectory()) {
                    Path target = into.resolve(Path.of(entry.getName()).getFileName().toString());
                    Files.copy(zip, target);
                    files.add(target);
                }
            }
        }
        return files;
    }
}
