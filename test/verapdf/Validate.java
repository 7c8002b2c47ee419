import java.io.FileInputStream;
import java.util.*;
import java.util.logging.*;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.*;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.*;

/** Validates each file as PDF/UA-1 and as PDF/A-3a, and prints a line for every rule that it breaks. */
public class Validate {
  public static void main(String[] paths) throws Exception {
    Logger.getLogger("").setLevel(Level.OFF);
    VeraGreenfieldFoundryProvider.initialise();
    for (String path : paths)
      for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_A)) validate(path, flavour);
  }

  static void validate(String path, PDFAFlavour flavour) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(path), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      Map<String, Integer> rules = new TreeMap<>();
      for (TestAssertion each : result.getTestAssertions())
        if (each.getStatus() == TestAssertion.Status.FAILED) {
          String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber() + " " + each.getMessage();
          rules.merge(rule, 1, Integer::sum);
        }
      rules.forEach((rule, times) -> System.out.println(path + " " + flavour + " " + rule + " (" + times + ")"));
      if (!result.isCompliant() && rules.isEmpty()) System.out.println(path + " " + flavour + " is not compliant");
    }
  }
}
